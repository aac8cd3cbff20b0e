import { expect, test } from 'vitest'
import {
  allows, assertAllows, assertCheckIn, assertConvenable, assertRevision, assertTimes, instantOf, noticeGiven, paperReason,
  type MeetingAct, type MeetingState,
} from './meeting.ts'

const HANOI = 'Asia/Ho_Chi_Minh'
const monday9 = new Date('2026-11-23T02:00:00Z')

test('each thing may be done in its states and in no other', () => {
  const table: Record<MeetingAct, MeetingState[]> = {
    change: ['draft', 'invited'],
    invite: ['draft', 'invited', 'open'],
    uninvite: ['draft', 'invited'],
    edit_agenda: ['draft', 'invited', 'open'],
    convene: ['draft', 'invited'],
    cancel: ['invited'],
    delete: ['draft'],
    answer: ['invited'],
    name_attendee: ['invited', 'open'],
    open: ['invited'],
    check_in: ['invited', 'open'],
    leave: ['invited', 'open'],
    conduct: ['open'],
    close: ['open'],
  }
  const states: MeetingState[] = ['draft', 'invited', 'open', 'closed', 'cancelled']
  for (const act of Object.keys(table) as MeetingAct[]) {
    expect(states.filter((state) => allows(state, act)), act).toEqual(table[act])
  }
})

test('the refusal says in which state the meeting is', () => {
  const codes = { draft: 'not_convened', invited: 'not_open', open: 'already_open', closed: 'closed', cancelled: 'cancelled' }
  expect(() => assertAllows('draft', 'close')).toThrow(`meeting.${codes.draft}`)
  expect(() => assertAllows('invited', 'close')).toThrow(`meeting.${codes.invited}`)
  expect(() => assertAllows('open', 'change')).toThrow(`meeting.${codes.open}`)
  expect(() => assertAllows('closed', 'check_in')).toThrow(`meeting.${codes.closed}`)
  expect(() => assertAllows('cancelled', 'check_in')).toThrow(`meeting.${codes.cancelled}`)
})

test('a meeting ends after it starts, not at the same instant', () => {
  expect(() => assertTimes({ startAt: monday9, endAt: monday9 }, HANOI)).toThrow('meeting.end_before_start')
  expect(() => assertTimes({ startAt: monday9, endAt: new Date(monday9.getTime() + 1) }, HANOI)).not.toThrow()
})

test('a meeting beyond the calendar of holidays is refused: its terms could not be counted', () => {
  const at = (day: string) => ({ startAt: new Date(`${day}T01:00:00Z`), endAt: new Date(`${day}T02:00:00Z`) })
  expect(() => assertTimes(at('2030-12-16'), HANOI)).not.toThrow()
  for (const day of ['2030-12-31', '2031-03-03']) expect(() => assertTimes(at(day), HANOI)).toThrow('calendar.beyond_reach')
})

test('an edit on an older state is refused, an edit that names no state is not', () => {
  expect(() => assertRevision(3, 2)).toThrow('meeting.changed_meanwhile')
  expect(() => assertRevision(3, 3)).not.toThrow()
  expect(() => assertRevision(3, undefined)).not.toThrow()
})

test('an invitation needs an agenda and somebody to go to', () => {
  expect(() => assertConvenable({ agendaCount: 0, guestCount: 1 })).toThrow('meeting.agenda_empty')
  expect(() => assertConvenable({ agendaCount: 1, guestCount: 0 })).toThrow('meeting.nobody_invited')
  expect(() => assertConvenable({ agendaCount: 1, guestCount: 1 })).not.toThrow()
})

test.each([
  // Monday 23 November 2026; 2 September and 3 September are holidays.
  ['same day', '2026-11-23T02:00:00Z', '2026-11-23T07:00:00Z', false, 0, true],
  ['Wednesday', '2026-11-23T02:00:00Z', '2026-11-25T01:00:00Z', false, 2, true],
  ['Thursday is the third working day', '2026-11-23T02:00:00Z', '2026-11-26T01:00:00Z', false, 3, false],
  ['a weekend gives no notice', '2026-11-26T02:00:00Z', '2026-11-30T01:00:00Z', false, 2, true],
  ['a holiday gives no notice', '2026-08-31T02:00:00Z', '2026-09-04T01:00:00Z', false, 2, true],
  ['an urgent meeting needs none', '2026-11-23T02:00:00Z', '2026-11-23T07:00:00Z', true, 0, false],
  // 18:00 UTC on Sunday is already Monday in Hà Nội.
  ['days are counted in Hà Nội', '2026-11-22T18:00:00Z', '2026-11-26T01:00:00Z', false, 3, false],
] as const)('notice: %s', (_name, now, startAt, isUrgent, workingDays, isShort) => {
  expect(noticeGiven({ startAt: new Date(startAt), isUrgent }, new Date(now), HANOI)).toEqual({ workingDays, isShort })
})

test('presence may be marked from two hours before the start, and in an open meeting at any time', () => {
  const startAt = new Date('2026-11-23T04:00:00Z')
  expect(() => assertCheckIn({ state: 'invited', startAt }, monday9)).not.toThrow()
  expect(() => assertCheckIn({ state: 'invited', startAt }, new Date(monday9.getTime() - 1))).toThrow('meeting.too_early_to_join')
  expect(() => assertCheckIn({ state: 'open', startAt }, new Date(0))).not.toThrow()
  expect(() => assertCheckIn({ state: 'draft', startAt }, monday9)).toThrow('meeting.not_convened')
})

test('a time without offset is what the clock on the wall in Hà Nội says', () => {
  const eight = new Date('2026-11-26T01:00:00Z')
  expect(instantOf('2026-11-26T08:00', HANOI)).toEqual(eight)
  expect(instantOf('2026-11-26T08:00:00', HANOI)).toEqual(eight)
  expect(instantOf('2026-11-26T01:00:00.000Z', HANOI)).toEqual(eight)
  expect(instantOf('2026-11-26T08:00:00+07:00', HANOI)).toEqual(eight)
  expect(instantOf(eight, HANOI)).toBe(eight)
})

test('papers are read for the reason of their meeting', () => {
  expect(paperReason('m1')).toBe('meeting:m1')
})
