import { expect, test } from 'vitest'
import { addConclusion } from '#server/minutes/add-conclusion.ts'
import { closedMeeting } from '#server/minutes/closed-meeting.fixture.ts'
import { draftNotice } from '#server/minutes/draft-notice.ts'
import { submitNotice } from '#server/minutes/submit-notice.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { signaturesOf } from '#server/signatures/queries.ts'
import { signDocument } from '#server/signatures/sign-document.ts'
import { openWorld } from '#server/test/world.ts'
import { decideStep } from '#server/workflows/decide-step.ts'
import { issueNotice } from './issue-notice.ts'
import { numberNotice } from './number-notice.ts'
import { noticeRoutes, noticesSentByMe } from './read-notice-routes.ts'
import { returnNotice } from './return-notice.ts'
import { withdrawNotice } from './withdraw-notice.ts'

const world = await openWorld()
const start = world.now()
// A certificate is older than whatever is signed with it.
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => start })
let minute = 0
/** Each act a minute after the one before, so that the line tells them apart. */
function next(): Date {
  minute += 1
  world.setNow(new Date(start.getTime() + minute * 60_000))
  return world.now()
}

async function lineOf(noticeId: string) {
  const route = (await noticeRoutes(world.ctx('binh'), [noticeId])).get(noticeId)
  const at = route?.steps.findIndex(({ state }) => state === 'current') ?? -1
  const [current, after] = [route?.steps[at], route?.steps[at + 1]]
  return { current, after, done: route?.steps.filter(({ state }) => state === 'done').map(({ kind }) => kind), canWithdraw: route?.canWithdraw }
}
const requestOf = async (noticeId: string, kind: 'person' | 'seal') =>
  (await signaturesOf(world.ctx('an'), { kind: 'conclusion_notice', id: noticeId })).findLast((one) => one.kind === kind && one.state === 'waiting')

test('the line says whom a notice waits for and since when, from its draft to its issue, through a return and a taking back', { timeout: 600_000 }, async () => {
  const { binh, an, chau, dung } = { binh: world.ctx('binh'), an: world.ctx('an'), chau: world.ctx('chau'), dung: world.ctx('dung') }
  const meetingId = await closedMeeting(binh, world.people)
  await addConclusion(binh, { meetingId, text: 'Đồng ý chủ trương' })
  const drafted = next()
  const { noticeId } = await draftNotice(binh, { meetingId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'draft', person: 'Trần Thanh Bình', at: drafted }, after: { kind: 'approve', person: 'Lê Minh Châu' }, done: [], canWithdraw: false })
  expect(await noticesSentByMe(binh)).toEqual([])

  const submitted = next()
  const { approvalId } = await submitNotice(binh, { meetingId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'approve', person: 'Lê Minh Châu', at: submitted }, after: { kind: 'number', person: 'Phạm Thị Dung' }, canWithdraw: true })
  const taken = next()
  await withdrawNotice(binh, { noticeId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'draft', person: 'Trần Thanh Bình', at: taken }, canWithdraw: false })
  expect(await world.refusal(decideStep(chau, { approvalId, decision: 'approve' }))).toBe('approval.withdrawn')

  next()
  const again = await submitNotice(binh, { meetingId })
  const approved = next()
  await decideStep(chau, { approvalId: again.approvalId, decision: 'approve' })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'number', person: 'Phạm Thị Dung', at: approved }, done: ['draft', 'approve'] })
  const numbered = next()
  const { versionId } = await numberNotice(dung, { noticeId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'sign', person: 'Nguyễn Hoài An', at: numbered }, after: { kind: 'seal', person: 'Phạm Thị Dung' } })

  const returned = next()
  await returnNotice(an, { noticeId, versionId, remarks: [{ page: 1, xPt: 100, yPt: 100, text: 'Sửa' }] })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'draft', person: 'Trần Thanh Bình', at: returned }, done: [] })
  expect((await noticesSentByMe(binh)).map((one) => [one.noticeId, one.state])).toEqual([[noticeId, 'returned']])

  next()
  const third = await submitNotice(binh, { meetingId })
  next()
  await decideStep(chau, { approvalId: third.approvalId, decision: 'approve' })
  next()
  const renumbered = await numberNotice(dung, { noticeId })
  const signed = next()
  const byLeader = await signDocument(an, { requestId: (await requestOf(noticeId, 'person'))?.requestId ?? '', confirmation: renumbered.versionId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'seal', person: 'Phạm Thị Dung', at: signed }, after: { kind: 'issue' }, canWithdraw: false })
  const sealed = next()
  await signDocument(dung, { requestId: (await requestOf(noticeId, 'seal'))?.requestId ?? '', confirmation: byLeader.versionId })
  expect(await lineOf(noticeId)).toMatchObject({ current: { kind: 'issue', at: sealed }, done: ['draft', 'approve', 'number', 'sign', 'seal'] })
  const issued = next()
  await issueNotice(dung, { noticeId })
  expect(await lineOf(noticeId)).toMatchObject({ current: undefined, done: ['draft', 'approve', 'number', 'sign', 'seal', 'issue'] })
  const route = (await noticeRoutes(binh, [noticeId])).get(noticeId)
  expect(route?.steps.at(-1)).toMatchObject({ person: 'Phạm Thị Dung', at: issued })
  expect(await noticesSentByMe(binh)).toEqual([])
})

test('nobody sees among his own what others submitted', async () => {
  const binh = world.ctx('binh')
  const meetingId = await closedMeeting(binh, world.people)
  await addConclusion(binh, { meetingId, text: 'Đồng ý' })
  await draftNotice(binh, { meetingId })
  const { noticeId } = await submitNotice(binh, { meetingId })
  for (const account of ['binh', 'an'] as const) expect((await noticesSentByMe(world.ctx(account))).map((one) => one.noticeId)).toEqual([noticeId])
  for (const account of ['chau', 'dung', 'son'] as const) expect(await noticesSentByMe(world.ctx(account))).toEqual([])
})
