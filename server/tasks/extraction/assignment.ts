/** Half-open interval of UTF-16 offsets into the text as it was given. */
export interface Span {
  start: number
  end: number
}

/** `closing`: a formula that closes or frames the document and gives nobody a task. */
export type AssignmentKind = 'assignment' | 'standing_duty' | 'objective' | 'closing'

export type DeadlineRelation =
  | 'by'
  | 'before'
  | 'within'
  | 'from'
  | 'range'
  | 'after_event'
  | 'recurring'
  | 'by_reference'
  | 'none'

export type DeadlinePrecision = 'day' | 'month' | 'quarter' | 'half_year' | 'year' | 'duration' | 'none'

/** A deadline as written and as far as the words fix it. Days are `YYYY-MM-DD`. */
export interface Deadline {
  raw: string
  relation: DeadlineRelation
  precision: DeadlinePrecision
  /** First day, where the words name one. */
  start: string | null
  /** The last day that still counts; null when only an event or a duration is named. */
  due: string | null
  /** "trước ngày" read to the letter: the day before `due`. */
  strictDue: string | null
  /** ISO 8601 duration, e.g. P2W. */
  duration: string | null
  /** The event or item the deadline hangs on, as written. */
  anchor: string | null
  /** RFC 5545 recurrence, where the words fix one. */
  rrule: string | null
  isApproximate: boolean
}

export type ExtractedField = 'title' | 'lead' | 'coordinating' | 'deadlineText' | 'budgetMillionVnd' | 'channel'

/**
 * One proposed row. Agencies stand as written, the head word repeated over lists; `title` and
 * `deadlineText` as written with white space joined. Nothing here is not in the text.
 */
export interface ExtractedAssignment {
  kind: AssignmentKind
  section: string
  title: string
  lead: string[]
  coordinating: string[]
  deadlineText: string | null
  due: string | null
  relation: DeadlineRelation
  deadline: Deadline | null
  budgetMillionVnd: number | null
  /** The unit a report goes through: "(qua Sở Nội vụ)". Never a coordinating unit. */
  channel: string[]
  spans: Partial<Record<ExtractedField, Span[]>>
  /** Per field the rule that gave it, e.g. `label: Cơ quan chủ trì`. */
  evidence: Partial<Record<ExtractedField, string>>
}

/** Where a text contradicts itself or leaves open what a person has to settle. Amounts are in million VND. */
export type ExtractionWarning =
  | { code: 'annex_total_differs'; stated: number; added: number; spans: Span[] }
  | { code: 'stated_total_differs'; stated: number; annex: number; spans: Span[] }
  | { code: 'unit_of_money_unstated'; section: string; spans: Span[] }
  | { code: 'lead_missing_in_table'; section: string; title: string; candidates: string[]; spans: Span[] }
  | { code: 'row_without_cells'; section: string; title: string; spans: Span[] }
  | { code: 'annex_missing'; annex: string; spans: Span[] }
  | { code: 'article_missing'; article: string; spans: Span[] }
  | { code: 'deadline_without_year'; section: string; deadlineText: string; spans: Span[] }
