import { expect, test } from 'vitest'
import { dayWords, whenWords } from './announcement.ts'
import { invitationCalendar } from './invitation-calendar.ts'
import { mailWords } from './mail.ts'

const invitation = {
  method: 'REQUEST' as const,
  meetingId: '019aae1e-0000-7000-8000-000000000001',
  title: 'Họp giao ban',
  description: 'Nội dung',
  place: 'Phòng họp số 1',
  startAt: new Date('2026-11-26T01:00:00Z'),
  endAt: new Date('2026-11-26T03:30:00Z'),
  sequence: 2,
  at: new Date('2026-11-23T02:00:00Z'),
  url: 'http://localhost:3000/meetings/019aae1e-0000-7000-8000-000000000001',
  organizer: { name: 'Bình', email: 'binh@honglam.example' },
}

test('an invitation is an iTIP request that a calendar can answer', () => {
  const lines = invitationCalendar(invitation, { name: 'Hà', email: 'ha@honglam.example' }).replace(/\r\n /g, '').split('\r\n')
  expect(lines).toEqual(expect.arrayContaining([
    'METHOD:REQUEST',
    `UID:${invitation.meetingId}@nghi-su`,
    'SEQUENCE:2',
    'DTSTART:20261126T010000Z',
    'DTEND:20261126T033000Z',
    'SUMMARY:Họp giao ban',
    'LOCATION:Phòng họp số 1',
  ]))
  expect(lines.find((line) => line.startsWith('ORGANIZER'))).toContain('mailto:binh@honglam.example')
  const attendee = lines.find((line) => line.startsWith('ATTENDEE'))
  expect(attendee?.toLowerCase()).toContain('mailto:ha@honglam.example')
  expect(attendee).toContain('RSVP=TRUE')
})

test('who is taken off the list gets a withdrawal of the same entry, which does not cancel the meeting', () => {
  const lines = invitationCalendar({ ...invitation, method: 'CANCEL', sequence: 3 }, { name: 'Hà', email: 'ha@honglam.example' }).split('\r\n')
  expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', `UID:${invitation.meetingId}@nghi-su`, 'SEQUENCE:3']))
  expect(lines.some((line) => line.startsWith('STATUS'))).toBe(false)
})

test('a meeting that is called off is cancelled in every calendar', () => {
  const lines = invitationCalendar({ ...invitation, method: 'CANCEL', sequence: 3, isOff: true }, { name: 'Hà', email: 'ha@honglam.example' }).split('\r\n')
  expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', `UID:${invitation.meetingId}@nghi-su`, 'SEQUENCE:3', 'STATUS:CANCELLED']))
})

test('times are said in the zone of the province', () => {
  expect(whenWords(invitation.startAt, 'vi', 'Asia/Ho_Chi_Minh')).toBe('08:00 Thứ Năm, 26/11/2026')
  expect(whenWords(invitation.startAt, 'en', 'Asia/Ho_Chi_Minh')).toBe('08:00 Thursday, 26/11/2026')
  expect(dayWords('2026-12-31')).toBe('31/12/2026')
})

test('a subject is one line, whatever the title holds', () => {
  const words = mailWords('approval.requested', 'vi', { label: 'Dòng 1\nBcc: x@example.com', reader: 'Châu' }, 'http://localhost/')
  expect(words?.subject).toBe('Chờ phê duyệt: Dòng 1 Bcc: x@example.com')
  expect(mailWords('approval.approved', 'vi', {}, '')).toBe(null)
})
