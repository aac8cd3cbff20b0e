import { Refusal } from '#server/kernel/refusal.ts'
import type { NoticeState } from '#server/minutes/notice.ts'

/** The places a notice passes, in the order of the law: number before signature, the seal after the leader. */
export type RouteStepKind = 'draft' | 'approve' | 'number' | 'sign' | 'seal' | 'issue'

export interface RouteStep {
  kind: RouteStepKind
  state: 'done' | 'current' | 'ahead'
  /** Who did it or is waited for; several names where any of them may. */
  person: string
  /** When it was done; of the current step, since when it is waited for. Null ahead, and where nobody noted it. */
  at: Date | null
}

export interface Acted {
  person: string
  at: Date | null
}

/** What is known of a notice's way, of the round it is in. */
export interface RouteFacts {
  state: NoticeState
  /** `at`: when it was submitted. */
  draft: Acted
  /** Since when a draft or a returned notice lies with those who write it. */
  draftSince: Date | null
  /** In the order of deciding; `at` is null while a decision is awaited. */
  approvals: readonly Acted[]
  number: Acted
  sign: Acted & { askedAt: Date | null }
  seal: Acted
  issue: Acted
}

/** The line of steps: what is done, whom it waits for now and since when, and who comes next. */
export function routeSteps({ state, draft, draftSince, approvals, number, sign, seal, issue }: RouteFacts): RouteStep[] {
  const isOut = state !== 'drafting' && state !== 'returned'
  const isNumbered = state === 'numbered' || state === 'signed' || state === 'issued'
  const isSigned = state === 'signed' || state === 'issued'
  const steps: { kind: RouteStepKind; person: string; doneAt: Date | null; isDone: boolean; since: Date | null }[] = [
    { kind: 'draft', person: draft.person, doneAt: draft.at, isDone: isOut, since: draftSince },
    ...approvals.map(({ person, at }, index) => ({
      kind: 'approve' as const, person, doneAt: at, isDone: isOut && (at !== null || isNumbered),
      since: approvals[index - 1]?.at ?? draft.at,
    })),
    { kind: 'number', person: number.person, doneAt: number.at, isDone: isNumbered, since: approvals.at(-1)?.at ?? null },
    { kind: 'sign', person: sign.person, doneAt: sign.at, isDone: isSigned, since: sign.askedAt },
    { kind: 'seal', person: seal.person, doneAt: seal.at, isDone: isSigned && seal.at !== null, since: sign.at },
    { kind: 'issue', person: issue.person, doneAt: issue.at, isDone: state === 'issued', since: seal.at },
  ]
  const currentIndex = steps.findIndex(({ isDone }) => !isDone)
  return steps.map(({ kind, person, doneAt, isDone, since }, index) => {
    if (isDone) return { kind, person, state: 'done', at: doneAt }
    return index === currentIndex ? { kind, person, state: 'current', at: since } : { kind, person, state: 'ahead', at: null }
  })
}

/**
 * A notice is taken back while others decide on it and before its leader has signed: a signature is not undone.
 *
 * @throws Refusal notice.not_submitted, notice.already_signed, notice.already_issued
 */
export function assertWithdrawable(state: NoticeState): void {
  if (state === 'issued') throw new Refusal('notice.already_issued')
  if (state === 'signed') throw new Refusal('notice.already_signed')
  if (!isWithdrawable(state)) throw new Refusal('notice.not_submitted')
}

export function isWithdrawable(state: NoticeState): boolean {
  return state === 'waiting_approval' || state === 'approved' || state === 'numbered'
}
