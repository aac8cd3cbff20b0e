import { addWorkingDays, type Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { ApprovalState } from '#server/workflows/approval.ts'
import { unmatchedLead, type NamedUnit } from './conclusion.ts'

export type NoticeState = 'drafting' | 'waiting_approval' | 'returned' | 'approved' | 'numbered' | 'signed' | 'issued'

export const NOTICE_SUBJECT = 'conclusion_notice'
export const SUBJECT_CHARS_MAX = 1000
export const PASSAGE_CHARS_MAX = 6000
export const RECIPIENTS_MAX = 40
export const LINE_CHARS_MAX = 400

/** Decision 45/2018/QĐ-TTg: the notice goes to those concerned within five working days after the meeting. */
export const NOTICE_WORKING_DAYS_MAX = 5

/** The last day on which the notice is in time. */
export function noticeDueOn(meetingEndedOn: Day): Day {
  return addWorkingDays(meetingEndedOn, NOTICE_WORKING_DAYS_MAX)
}

/** The stored state lags behind the approval until somebody acts: a notice never hears of a decision, it asks. */
export function stateWith(stored: NoticeState, approval: ApprovalState | null): NoticeState {
  if (stored !== 'waiting_approval' || approval === null || approval === 'waiting') return stored
  return approval === 'withdrawn' ? 'drafting' : approval
}

/** While others decide, sign or have signed, neither the notice nor its conclusions change. */
export function isLocked(state: NoticeState): boolean {
  return state !== 'drafting' && state !== 'returned'
}

/** @throws Refusal notice.locked */
export function assertUnlocked(state: NoticeState | null): void {
  if (state !== null && isLocked(state)) throw new Refusal('notice.locked')
}

/**
 * A notice goes to approval after the meeting, says something, and every unit that is to lead is one that can get a task.
 *
 * @throws Refusal notice.locked, notice.meeting_not_closed, notice.no_conclusion, notice.lead_unmatched
 */
export function assertSubmittable(
  state: NoticeState,
  meetingState: string,
  conclusions: readonly { position: number; units: readonly NamedUnit[] }[],
): void {
  assertUnlocked(state)
  if (meetingState !== 'closed') throw new Refusal('notice.meeting_not_closed')
  if (conclusions.length === 0) throw new Refusal('notice.no_conclusion')
  for (const { position, units } of conclusions) {
    const missing = unmatchedLead(units)
    if (missing !== null) throw new Refusal('notice.lead_unmatched', { position, name: missing.nameAsWritten }, 422)
  }
}

/**
 * Lines above the signer's name, from the title of the position: a deputy signs for the head (KT.), a chief of office
 * by order of the chair (TL.). Source: Decree 30/2020/NĐ-CP, article 13.
 */
export function capacityLinesOf(title: string): string[] {
  const caps = title.normalize('NFC').toLocaleUpperCase('vi')
  const deputyOfChair = /^PHÓ CHỦ TỊCH(?= |$)/u.test(caps)
  if (deputyOfChair) return ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']
  if (/^CHỦ TỊCH(?= |$)/u.test(caps)) return ['CHỦ TỊCH']
  if (/^PHÓ CHÁNH VĂN PHÒNG(?= |$)/u.test(caps)) return ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG']
  if (/^CHÁNH VĂN PHÒNG(?= |$)/u.test(caps)) return ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']
  if (/^PHÓ GIÁM ĐỐC(?= |$)/u.test(caps)) return ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']
  return [/^GIÁM ĐỐC(?= |$)/u.test(caps) ? 'GIÁM ĐỐC' : caps]
}

/** "Hồng Lam" of "UBND tỉnh Hồng Lam", looked for in the unit's name and then upwards; empty when none says it. */
export function placeNameOf(unitNames: readonly string[]): string {
  for (const name of unitNames) {
    const place = /(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(\p{Lu}.*)$/u.exec(name.normalize('NFC'))?.[1]
    if (place !== undefined) return place
  }
  return ''
}

/** `05`, `12`, `120`: numbers and days below ten are padded. Source: Decree 30/2020/NĐ-CP, annex I. */
export function padded(number: number): string {
  return String(number).padStart(2, '0')
}
