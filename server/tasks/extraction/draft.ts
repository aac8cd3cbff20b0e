import type { Party } from './party.ts'
import type { AssignmentKind, Deadline, ExtractedField, Span } from './assignment.ts'

/** A row under construction; spans are of the clean text. */
export interface Draft {
  kind: AssignmentKind
  path: string
  /** The row of a labelled block or a table bears its section's number alone; others are counted within it. */
  isWhole: boolean
  /** A numbered row of a table: its number is its own, whatever sections of the body are called. */
  isOfTable: boolean
  title: Span
  lead: Party[]
  coordinating: Party[]
  deadline: Deadline | null
  deadlineAt: Span | null
  budgetMillionVnd: number | null
  budgetAt: Span | null
  channel: Party[]
  evidence: Partial<Record<ExtractedField, string>>
}

export function newDraft(path: string, title: Span): Draft {
  return {
    kind: 'assignment',
    path,
    isWhole: false,
    isOfTable: false,
    title,
    lead: [],
    coordinating: [],
    deadline: null,
    deadlineAt: null,
    budgetMillionVnd: null,
    budgetAt: null,
    channel: [],
    evidence: {},
  }
}

/** `span` without the punctuation and space at its ends. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /[\s.,;:–—-]/.test(text.charAt(start))) start++
  while (end > start && /[\s.,;:/]/.test(text.charAt(end - 1))) end--
  return { start, end }
}
