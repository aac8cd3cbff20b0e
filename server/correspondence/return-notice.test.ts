import { expect, test } from 'vitest'
import type { Ctx } from '#server/kernel/ctx.ts'
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
import { approvedNotice } from './approved-notice.fixture.ts'
import type { ReturnNotice } from './input.ts'
import { returnedFile, returnsOf } from './notice-returns.ts'
import { numberNotice } from './number-notice.ts'
import { REMARK_CHARS_MAX } from './page-remark.ts'
import { returnNotice } from './return-notice.ts'

const world = await openWorld()
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
const remarks = [{ page: 1, xPt: 120.5, yPt: 300, text: ' Sửa thời hạn thành 30/12 ' }, { page: 1, xPt: 400, yPt: 640, text: 'Bổ sung Sở Tài chính' }]
const stateOf = async (meetingId: string) => (await minutesOf(world.ctx('binh'), meetingId))?.notice?.state

async function submitted() {
  const meetingId = await closedMeeting(world.ctx('binh'), world.people)
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Đồng ý chủ trương' })
  await draftNotice(world.ctx('binh'), { meetingId })
  const { noticeId, approvalId } = await submitNotice(world.ctx('binh'), { meetingId })
  const { revision } = await world.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })
  return { meetingId, noticeId, approvalId, revision }
}

async function numbered() {
  const { meetingId, noticeId } = await approvedNotice(world)
  const made = await numberNotice(world.ctx('dung'), { noticeId })
  const [leader] = await signaturesOf(world.ctx('an'), { kind: 'conclusion_notice', id: noticeId })
  return { meetingId, noticeId, ...made, leaderId: leader?.requestId ?? '' }
}

/** Everything that a refused return must leave as it was. */
async function trace(noticeId: string) {
  const [returns, remarkCount, notice, requests, events] = await Promise.all([
    world.db.noticeReturn.count(), world.db.pageRemark.count(), world.db.conclusionNotice.findUnique({ where: { id: noticeId } }),
    world.db.signatureRequest.findMany({ where: { subjectId: noticeId }, orderBy: { id: 'asc' } }), world.db.event.count(),
  ])
  return { returns, remarkCount, notice, requests, events }
}

async function refusedOf(ctx: Ctx, input: ReturnNotice): Promise<string> {
  const before = await trace(input.noticeId)
  const code = await world.refusal(returnNotice(ctx, input))
  expect(await trace(input.noticeId)).toEqual(before)
  return code
}

test('the clerk returns nothing while the leader is waited for, and may when the seal is due', async () => {
  const { meetingId, noticeId, versionId, leaderId } = await numbered()
  expect(await refusedOf(world.ctx('dung'), { noticeId, versionId, reason: 'Sai thể thức' })).toBe('signature.not_your_turn')
  const signed = await signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId })
  await returnNotice(world.ctx('dung'), { noticeId, versionId: signed.versionId, reason: 'Sai thể thức' })
  expect(await stateOf(meetingId)).toBe('returned')
})

test('a leader returns a notice with remarks on its page; the drafter finds them where they were placed', async () => {
  const { meetingId, noticeId, versionId, leaderId } = await numbered()
  const { returnId } = await returnNotice(world.ctx('an'), { noticeId, versionId, remarks })
  expect(await stateOf(meetingId)).toBe('returned')
  expect(await signaturesWaitingForMe(world.ctx('an'))).toEqual([])
  const [found] = await returnsOf(world.ctx('binh'), noticeId)
  expect(found).toMatchObject({
    id: returnId, stage: 'signature', returnedBy: 'Nguyễn Hoài An', reason: '',
    remarks: [{ number: 1, page: 1, xPt: 120.5, yPt: 300, text: 'Sửa thời hạn thành 30/12' }, { number: 2, page: 1, xPt: 400, yPt: 640 }],
  })
  const { fileHash } = await world.db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(Buffer.from(await returnedFile(world.ctx('binh'), returnId) ?? []).equals(Buffer.from(await world.files.read(fileHash)))).toBe(true)
  const event = await world.db.event.findFirstOrThrow({ where: { type: 'notice.returned', subjectId: noticeId } })
  expect(event).toMatchObject({ actorUserId: world.people.an.id, meetingId, data: { stage: 'signature', versionId, docSha256: fileHash, remarks: [{ page: 1, xPt: 120.5, yPt: 300 }, { page: 1 }] } })
  expect(await world.db.event.findFirst({ where: { type: 'signature.refused', subjectId: leaderId } })).toMatchObject({
    data: { draftedById: world.people.binh.id, reason: 'Trang 1: Sửa thời hạn thành 30/12; Trang 1: Bổ sung Sở Tài chính' },
  })
})

test('an approver returns a draft in the same way; the draft as it was seen is kept, and the history too', async () => {
  const { meetingId, noticeId, revision } = await submitted()
  const { returnId } = await returnNotice(world.ctx('chau'), { noticeId, revision, reason: 'Cần rà soát', remarks: remarks.slice(0, 1) })
  expect(await stateOf(meetingId)).toBe('returned')
  expect((await minutesOf(world.ctx('binh'), meetingId))?.notice?.returnReason).toBe('Cần rà soát; Trang 1: Sửa thời hạn thành 30/12')
  const kept = Buffer.from(await returnedFile(world.ctx('binh'), returnId) ?? [])
  expect(kept.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await world.db.storedFile.count({ where: { noticeReturns: { some: { id: returnId } } } })).toBe(1)

  await addConclusion(world.ctx('binh'), { meetingId, text: 'Bổ sung' })
  await submitNotice(world.ctx('binh'), { meetingId })
  const now = await world.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })
  expect(await refusedOf(world.ctx('chau'), { noticeId, revision, remarks })).toBe('notice.changed_meanwhile')
  await returnNotice(world.ctx('chau'), { noticeId, revision: now.revision, reason: 'Còn thiếu' })
  expect((await returnsOf(world.ctx('an'), noticeId)).map(({ stage, reason }) => [stage, reason])).toEqual([['approval', 'Còn thiếu'], ['approval', 'Cần rà soát']])
  expect(Buffer.from(await returnedFile(world.ctx('binh'), returnId) ?? []).equals(kept)).toBe(true)
})

test.each<[string, Partial<(typeof remarks)[number]>]>([
  ['remark.empty', { text: '  ' }],
  ['remark.too_long', { text: 'a'.repeat(REMARK_CHARS_MAX + 1) }],
  ['remark.no_such_page', { page: 9 }],
  ['remark.outside_page', { xPt: 900 }],
])('%s, and the notice waits on', async (code, wrong) => {
  const { noticeId, versionId } = await numbered()
  expect(await refusedOf(world.ctx('an'), { noticeId, versionId, remarks: [remarks[0] ?? { page: 1, xPt: 0, yPt: 0, text: '' }, { page: 1, xPt: 10, yPt: 10, text: 'Sửa', ...wrong }] })).toBe(code)
})

test('a return says something; whoever was shown another version returns nothing; nor does anybody else', async () => {
  const { noticeId, versionId } = await numbered()
  expect(await refusedOf(world.ctx('an'), { noticeId, versionId, reason: ' ' })).toBe('signature.reason_required')
  expect(await refusedOf(world.ctx('an'), { noticeId, versionId: world.ctx('an').newId(), remarks })).toBe('signature.version_changed')
  for (const account of ['binh', 'son', 'giang'] as const) expect(await refusedOf(world.ctx(account), { noticeId, versionId, remarks })).toBe('notice.not_found')
  expect(await refusedOf(world.ctx('chau'), { noticeId, versionId, remarks })).toBe('approval.already_decided')
  expect(await returnsOf(world.ctx('son'), noticeId)).toEqual([])

  const draft = await submitted()
  expect(await refusedOf(world.ctx('chau'), { noticeId: draft.noticeId, revision: draft.revision })).toBe('approval.reason_required')
  expect(await refusedOf(world.ctx('an'), { noticeId: draft.noticeId, revision: draft.revision, remarks })).toBe('notice.not_found')
  await decideStep(world.ctx('chau'), { approvalId: draft.approvalId, decision: 'approve' })
  expect(await refusedOf(world.ctx('chau'), { noticeId: draft.noticeId, revision: draft.revision, remarks })).toBe('approval.already_decided')
})

test('what is signed is not returned, and what was returned is not returned again', async () => {
  const signed = await numbered()
  await signDocument(world.ctx('an'), { requestId: signed.leaderId, confirmation: signed.versionId })
  expect(await refusedOf(world.ctx('an'), { ...signed, remarks })).toBe('signature.already_signed')
  const { noticeId, versionId } = await numbered()
  const { returnId } = await returnNotice(world.ctx('an'), { noticeId, versionId, remarks })
  expect(await refusedOf(world.ctx('an'), { noticeId, versionId, remarks })).toBe('signature.already_refused')
  expect(await returnedFile(world.ctx('son'), returnId)).toBeNull()
  expect(await returnedFile(world.ctx('binh'), world.ctx('binh').newId())).toBeNull()
})

test('returned and signed in the same moment: one of both counts', async () => {
  const { meetingId, noticeId, leaderId, versionId } = await numbered()
  const [signing] = await Promise.allSettled([
    signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId }), returnNotice(world.ctx('an'), { noticeId, versionId, remarks }),
  ])
  const isSigned = signing.status === 'fulfilled'
  expect(await stateOf(meetingId)).toBe(isSigned ? 'signed' : 'returned')
  expect(await returnsOf(world.ctx('an'), noticeId)).toHaveLength(isSigned ? 0 : 1)
})
