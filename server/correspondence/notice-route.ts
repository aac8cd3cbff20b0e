import { Refusal } from '#server/kernel/refusal.ts'
import type { NoticeState } from '#server/minutes/notice.ts'

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
