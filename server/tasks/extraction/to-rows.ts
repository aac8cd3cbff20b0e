import type { ExtractedAssignment, ExtractedField, Span } from './assignment.ts'
import type { Draft } from './draft.ts'
import type { Party } from './party.ts'
import type { ReadText } from './read-text.ts'

/** The rows of drafts, which stand in reading order: sections numbered, spans led back to the source. */
export function toRows(read: ReadText, drafts: readonly Draft[]): ExtractedAssignment[] {
  const counts = new Map<string, { all: number; seen: number; hasWhole: boolean }>()
  for (const draft of drafts.filter(isCountable)) {
    const count = counts.get(draft.path) ?? { all: 0, seen: 0, hasWhole: false }
    if (draft.isWhole) count.hasWhole = true
    else count.all++
    counts.set(draft.path, count)
  }
  return drafts.map((draft) => {
    const count = counts.get(draft.path)
    const isCounted = isCountable(draft) && !draft.isWhole && count !== undefined && (count.all > 1 || count.hasWhole)
    return toRow(read, draft, isCounted && count !== undefined ? `${draft.path}-${++count.seen}` : draft.path)
  })
}

/** Duties are numbered within their section; formulas and objectives do not push them on. */
function isCountable(draft: Draft): boolean {
  return !draft.isOfTable && (draft.kind === 'assignment' || draft.kind === 'standing_duty')
}

function toRow(read: ReadText, draft: Draft, section: string): ExtractedAssignment {
  const written = (span: Span): string => read.text.slice(span.start, span.end).replace(/\s+/g, ' ')
  const spans: Partial<Record<ExtractedField, Span[]>> = { title: [read.toSource(draft.title.start, draft.title.end)] }
  const places = (parties: readonly Party[]): Span[] => parties.map((party) => read.toSource(party.start, party.end))
  if (draft.lead.length > 0) spans.lead = places(draft.lead)
  if (draft.coordinating.length > 0) spans.coordinating = places(draft.coordinating)
  if (draft.channel.length > 0) spans.channel = places(draft.channel)
  if (draft.deadlineAt !== null) spans.deadlineText = [read.toSource(draft.deadlineAt.start, draft.deadlineAt.end)]
  if (draft.budgetAt !== null) spans.budgetMillionVnd = [read.toSource(draft.budgetAt.start, draft.budgetAt.end)]
  return {
    kind: draft.kind,
    section,
    title: written(draft.title),
    lead: names(draft.lead),
    coordinating: names(draft.coordinating),
    deadlineText: draft.deadlineAt === null ? null : written(draft.deadlineAt),
    due: draft.deadline?.due ?? null,
    relation: draft.deadline?.relation ?? 'none',
    deadline: draft.deadline,
    budgetMillionVnd: draft.budgetMillionVnd,
    channel: names(draft.channel),
    spans,
    evidence: draft.evidence,
  }
}

function names(parties: readonly Party[]): string[] {
  return [...new Set(parties.map((party) => party.name))]
}
