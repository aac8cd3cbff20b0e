import { expect, test } from 'vitest'
import { assertCompletable, isNamed, type OpenSession } from './signature-session.ts'

const expiresAt = new Date('2026-11-23T02:15:00Z')
const session: OpenSession = { state: 'waiting', versionId: 'v1', certificateSha256: 'aa', expiresAt }
const answer = { now: new Date('2026-11-23T02:14:59Z'), latestVersionId: 'v1', answeredBy: 'aa' }

test('an answer in time, on the same version, by the same certificate is taken', () => {
  expect(() => assertCompletable(session, answer)).not.toThrow()
  expect(() => assertCompletable(session, { ...answer, answeredBy: undefined })).not.toThrow()
})

test.each<[string, Partial<OpenSession>, Partial<typeof answer>]>([
  ['signature.session_used', { state: 'completed' }, {}],
  ['signature.session_superseded', { state: 'superseded' }, {}],
  ['signature.session_expired', { state: 'expired' }, {}],
  ['signature.session_expired', {}, { now: expiresAt }],
  ['signature.session_other_certificate', {}, { answeredBy: 'bb' }],
  ['signature.session_base_changed', {}, { latestVersionId: 'v2' }],
])('%s', (code, given, answered) => {
  expect(() => assertCompletable({ ...session, ...given }, { ...answer, ...answered })).toThrow(code)
})

test('a name is the same however it is composed, spaced or set in capitals; another name is another', () => {
  expect(isNamed('NGUYỄN HOÀI AN'.normalize('NFD'), 'Nguyễn  Hoài An ')).toBe(true)
  expect(isNamed('Nguyễn Hoài Ân', 'Nguyễn Hoài An')).toBe(false)
  expect(isNamed('Nguyễn Hoài An, Phó Chủ tịch', 'Nguyễn Hoài An')).toBe(false)
})
