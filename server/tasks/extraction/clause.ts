import { readDeadline } from './clause-deadline.ts'
import { type Draft, newDraft } from './draft.ts'
import { givesNoTask, isClosing, kindOfDuty } from './duty-kind.ts'
import { readMilestone } from './milestone.ts'
import { findMoney } from './money.ts'
import { parseParties } from './parse-parties.ts'
import { readPredicate } from './predicate.ts'
import { findSubject, type Owners } from './subject.ts'
import { standsAt, type Token } from './tokens.ts'

export interface ClauseContext extends Owners {
  path: string
}

/** Reads one clause of prose as a duty; null when it is none. */
export function readClause(text: string, tokens: readonly Token[], context: ClauseContext): Draft | null {
  const first = tokens[0]
  const last = tokens[tokens.length - 1]
  if (first === undefined || last === undefined) return null
  const written = text.slice(first.start, last.end)
  if (isClosing(written)) return { ...newDraft(context.path, { start: first.start, end: last.end }), kind: 'closing', evidence: { title: 'closing formula' } }
  if (givesNoTask(written)) return null
  const subject = findSubject(tokens, context)
  if (subject === null) return readMilestone(text, first.start, last.end, context.path)
  const draft = newDraft(context.path, { start: first.start, end: last.end })
  draft.lead = subject.parties
  draft.evidence.lead = subject.rule
  readPredicate(text, tokens, subject.next, draft)
  const prefix = subject.at > 0 ? { start: first.start, end: (tokens[subject.at] ?? first).start } : null
  const subjectEnd = Math.max(...subject.parties.filter((party) => party.start >= first.start).map((party) => party.end), prefix?.end ?? first.start)
  readDeadline(text, draft, { prefix, between: { start: Math.min(subjectEnd, draft.title.start), end: draft.title.start }, end: last.end })
  readChannel(tokens, draft)
  const money = findMoney(written)
  if (money !== null) {
    draft.budgetMillionVnd = money.millionVnd
    draft.budgetAt = { start: first.start + money.start, end: first.start + money.end }
    draft.evidence.budgetMillionVnd = 'amount with its unit'
  }
  if (draft.title.end <= draft.title.start) return null
  draft.evidence.title = 'words after the agencies'
  draft.kind = kindOfDuty(written, text.slice(draft.title.start, draft.title.end), draft.lead, draft.deadline !== null)
  return draft
}

function readChannel(tokens: readonly Token[], draft: Draft): void {
  for (let at = 0; at < tokens.length; at++) {
    const isBracketed = tokens[at]?.text === '(' && (standsAt(tokens, at + 1, 'qua') || standsAt(tokens, at + 1, 'thông qua'))
    const isBare = standsAt(tokens, at, 'thông qua') && tokens[at - 1]?.text === ','
    if (!isBracketed && !isBare) continue
    const from = at + (isBracketed ? 1 : 0)
    const list = parseParties(tokens, from + (tokens[from]?.lower === 'qua' ? 1 : 2))
    if (list === null) continue
    draft.channel = list.parties
    draft.evidence.channel = 'qua'
    return
  }
}
