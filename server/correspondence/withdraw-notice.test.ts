import { expect, test } from 'vitest'
import { addConclusion } from '#server/minutes/add-conclusion.ts'
import { closedMeeting } from '#server/minutes/closed-meeting.fixture.ts'
import { draftNotice } from '#server/minutes/draft-notice.ts'
import { minutesOf } from '#server/minutes/queries.ts'
import { submitNotice } from '#server/minutes/submit-notice.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { signaturesOf, signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { signDocument } from '#server/signatures/sign-document.ts'
import { openWorld } from '#server/test/world.ts'
import { decideStep } from '#server/workflows/decide-step.ts'
import { waitingForMe } from '#server/workflows/queries.ts'
import { approvedNotice } from './approved-notice.fixture.ts'
import { issueNotice } from './issue-notice.ts'
import { numberNotice } from './number-notice.ts'
import { withdrawNotice } from './withdraw-notice.ts'

const world = await openWorld()
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
const stateOf = async (meetingId: string) => (await minutesOf(world.ctx('binh'), meetingId))?.notice?.state
const waitedForIn = async (noticeId: string) =>
  (await world.db.event.findFirst({ where: { type: 'notice.withdrawn', subjectId: noticeId }, orderBy: { seq: 'desc' } }))?.data

async function submitted() {
  const meetingId = await closedMeeting(world.ctx('binh'), world.people)
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Đồng ý chủ trương' })
  const { noticeId } = await draftNotice(world.ctx('binh'), { meetingId })
  return { meetingId, ...(await submitNotice(world.ctx('binh'), { meetingId })), noticeId }
}

async function numbered() {
  const { meetingId, noticeId } = await approvedNotice(world)
  const made = await numberNotice(world.ctx('dung'), { noticeId })
  const [leader, seal] = await signaturesOf(world.ctx('an'), { kind: 'conclusion_notice', id: noticeId })
  return { meetingId, noticeId, ...made, leaderId: leader?.requestId ?? '', sealId: seal?.requestId ?? '' }
}

test('a submitted notice is taken back: a draft again, its approver hears of it and decides nothing any more', async () => {
  const { meetingId, noticeId, approvalId } = await submitted()
  await withdrawNotice(world.ctx('binh'), { noticeId, reason: ' Sai số liệu ' })
  expect(await stateOf(meetingId)).toBe('drafting')
  expect(await waitingForMe(world.ctx('chau'))).toEqual([])
  expect(await world.refusal(decideStep(world.ctx('chau'), { approvalId, decision: 'approve' }))).toBe('approval.withdrawn')
  expect(await waitedForIn(noticeId)).toMatchObject({ waitedForIds: [world.people.chau.id], reason: 'Sai số liệu' })
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Bổ sung kinh phí' })
  const again = await submitNotice(world.ctx('binh'), { meetingId })
  expect(await decideStep(world.ctx('chau'), { approvalId: again.approvalId, decision: 'approve' })).toEqual({ state: 'approved' })
})

test('taken back after it was numbered, the leader signs nothing, and the number stays with it', async () => {
  const { meetingId, noticeId, number, leaderId, versionId, documentId } = await numbered()
  await withdrawNotice(world.ctx('binh'), { noticeId })
  expect(await signaturesWaitingForMe(world.ctx('an'))).toEqual([])
  expect(await world.refusal(signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId }))).toBe('signature.withdrawn')
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(1)
  expect(await waitedForIn(noticeId)).toMatchObject({ waitedForIds: [world.people.an.id] })
  const { approvalId } = await submitNotice(world.ctx('binh'), { meetingId })
  await decideStep(world.ctx('chau'), { approvalId, decision: 'approve' })
  expect(await numberNotice(world.ctx('dung'), { noticeId })).toMatchObject({ number })
})

test('what nobody was asked about, what is signed and what is issued is not taken back; nor by anybody else', { timeout: 600_000 }, async () => {
  const meetingId = await closedMeeting(world.ctx('binh'), world.people)
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Đồng ý' })
  const drafted = await draftNotice(world.ctx('binh'), { meetingId })
  expect(await world.refusal(withdrawNotice(world.ctx('binh'), drafted))).toBe('notice.not_submitted')

  const { noticeId, leaderId, sealId, versionId } = await numbered()
  for (const account of ['chau', 'dung', 'son'] as const) expect(await world.refusal(withdrawNotice(world.ctx(account), { noticeId }))).toBe('notice.not_found')
  expect(await world.refusal(withdrawNotice(world.ctx('binh'), { noticeId: world.ctx('binh').newId() }))).toBe('notice.not_found')
  const signed = await signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId })
  expect(await world.refusal(withdrawNotice(world.ctx('binh'), { noticeId }))).toBe('notice.already_signed')
  await signDocument(world.ctx('dung'), { requestId: sealId, confirmation: signed.versionId })
  await issueNotice(world.ctx('dung'), { noticeId })
  expect(await world.refusal(withdrawNotice(world.ctx('binh'), { noticeId }))).toBe('notice.already_issued')
  expect(await waitedForIn(noticeId)).toBeUndefined()
})

test('taken back and signed in the same moment: one of both counts', async () => {
  const { meetingId, noticeId, leaderId, versionId } = await numbered()
  const [signing, withdrawing] = await Promise.allSettled([
    signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId }), withdrawNotice(world.ctx('binh'), { noticeId }),
  ])
  expect([signing.status, withdrawing.status].filter((status) => status === 'fulfilled')).toHaveLength(1)
  expect(await stateOf(meetingId)).toBe(signing.status === 'fulfilled' ? 'signed' : 'drafting')
})
