import { expect, test } from 'vitest'
import type { Refusal } from '#server/kernel/refusal.ts'
import { openWorld } from '#server/test/world.ts'
import { decideStep } from '#server/workflows/decide-step.ts'
import { addConclusion } from './add-conclusion.ts'
import { changeConclusion } from './change-conclusion.ts'
import { closedMeeting } from './closed-meeting.fixture.ts'
import { draftNotice } from './draft-notice.ts'
import { moveConclusion } from './move-conclusion.ts'
import { previewNotice } from './preview-notice.ts'
import { minutesOf } from './queries.ts'
import { removeConclusion } from './remove-conclusion.ts'
import { submitNotice } from './submit-notice.ts'

const world = await openWorld()
const unit = (key: keyof typeof world.units) => world.units[key].id
const meeting = (state: 'open' | 'closed' = 'closed') => closedMeeting(world.ctx('binh'), world.people, state)
const texts = async (meetingId: string) => (await minutesOf(world.ctx('binh'), meetingId))?.conclusions.map(({ text }) => text)

test('conclusions are written, moved and taken out, and their places have no gap', async () => {
  const meetingId = await meeting('open')
  for (const text of ['Một', 'Hai', 'Ba']) await addConclusion(world.ctx('binh'), { meetingId, text })
  const [first, , third] = (await minutesOf(world.ctx('an'), meetingId))?.conclusions ?? []
  await moveConclusion(world.ctx('an'), { conclusionId: third?.id ?? '', position: 1 })
  expect(await texts(meetingId)).toEqual(['Ba', 'Một', 'Hai'])
  await removeConclusion(world.ctx('binh'), { conclusionId: first?.id ?? '' })
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions.map(({ position }) => position)).toEqual([1, 2])
  expect(await world.refusal(removeConclusion(world.ctx('binh'), { conclusionId: first?.id ?? '' }))).toBe('conclusion.not_found')
})

test('of two people changing one conclusion the later is told', async () => {
  const meetingId = await meeting()
  const conclusionId = await addConclusion(world.ctx('binh'), { meetingId, text: 'Cũ' })
  await changeConclusion(world.ctx('an'), { conclusionId, revision: 1, text: 'Của An' })
  expect(await world.refusal(changeConclusion(world.ctx('binh'), { conclusionId, revision: 1, text: 'Của Bình' }))).toBe('conclusion.changed_meanwhile')
  expect(await texts(meetingId)).toEqual(['Của An'])
})

test('units are real, in force, and named once', async () => {
  const meetingId = await meeting()
  const add = (units: { duty: 'lead' | 'coordinating'; orgUnitId: string }[]) => addConclusion(world.ctx('binh'), { meetingId, text: 'x', units })
  expect(await world.refusal(add([{ duty: 'lead', orgUnitId: world.people.an.id }]))).toBe('conclusion.unknown_unit')
  expect(await world.refusal(add([{ duty: 'lead', orgUnitId: unit('so-tttt') }]))).toBe('conclusion.unknown_unit')
  expect(await world.refusal(add([{ duty: 'lead', orgUnitId: unit('so-noi-vu') }, { duty: 'coordinating', orgUnitId: unit('so-noi-vu') }]))).toBe('conclusion.unit_twice')
  expect(await world.refusal(addConclusion(world.ctx('binh'), { meetingId, text: 'x', agendaItemId: meetingId }))).toBe('conclusion.unknown_item')
  expect(await texts(meetingId)).toEqual([])
})

test('a unit that is refused is named, picked from the directory or written down', async () => {
  const meetingId = await meeting()
  const refused = (nameAsWritten: string) => addConclusion(world.ctx('binh'), {
    meetingId, text: 'x', units: [{ duty: 'lead', orgUnitId: unit('so-tttt'), nameAsWritten }],
  }).then(() => null, (thrown: unknown) => (thrown as Refusal).params)
  expect(await refused('')).toEqual({ name: world.units['so-tttt'].name })
  expect(await refused('Sở TT-TT')).toEqual({ name: 'Sở TT-TT' })
})

test('a due date in a year nobody means is told, whoever writes it', async () => {
  const meetingId = await meeting()
  const add = (dueOn: string) => addConclusion(world.ctx('binh'), { meetingId, text: 'x', dueOn })
  for (const dueOn of ['0026-12-15', '0001-01-01', '2100-01-01', '9999-12-31']) expect(await world.refusal(add(dueOn))).toBe('conclusion.due_misread')
  const conclusionId = await add('2026-12-15')
  expect(await world.refusal(changeConclusion(world.ctx('binh'), { conclusionId, revision: 1, text: 'x', dueOn: '0026-12-15' }))).toBe('conclusion.due_misread')
  expect(await texts(meetingId)).toEqual(['x'])
})

test('those who only attend write nothing and read the conclusions when they are issued', async () => {
  const meetingId = await meeting()
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Một' })
  expect(await world.refusal(addConclusion(world.ctx('giang'), { meetingId, text: 'x' }))).toBe('meeting.not_found')
  expect((await minutesOf(world.ctx('giang'), meetingId))?.conclusions).toEqual([])
  expect(await minutesOf(world.ctx('son'), meetingId)).toBeNull()
})

test('a cancelled meeting concludes nothing', async () => {
  const meetingId = await meeting()
  await world.db.meeting.update({ where: { id: meetingId }, data: { state: 'cancelled' } })
  expect(await world.refusal(addConclusion(world.ctx('binh'), { meetingId, text: 'x' }))).toBe('meeting.cancelled')
})

test('a first draft is proposed from the meeting: the chair signs, the head of the office approves', async () => {
  const meetingId = await meeting()
  await draftNotice(world.ctx('binh'), { meetingId })
  const minutes = await minutesOf(world.ctx('binh'), meetingId)
  expect(minutes?.notice).toMatchObject({
    state: 'drafting', capacityLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    signer: { userId: world.people.an.id }, approver: { userId: world.people.chau.id },
  })
  expect(minutes?.notice?.subject).toMatch(/Nguyễn Hoài An.* tại cuộc họp /u)
  expect(minutes?.notice?.recipients.at(-1)).toMatch(/^Lưu: VT/)
  expect(minutes?.noticeDueOn).toBe('2026-11-30')
})

test('the draft refuses a stale edit, a signer without office and an approver who signs', async () => {
  const meetingId = await meeting()
  const { revision } = await draftNotice(world.ctx('binh'), { meetingId })
  await draftNotice(world.ctx('an'), { meetingId, revision, subject: 'Kết luận mới' })
  expect(await world.refusal(draftNotice(world.ctx('binh'), { meetingId, revision, subject: 'x' }))).toBe('notice.changed_meanwhile')
  expect(await world.refusal(draftNotice(world.ctx('binh'), { meetingId, signerUserId: world.people.lan.id }))).toBe('notice.signer_not_leader')
  expect(await world.refusal(draftNotice(world.ctx('binh'), { meetingId, approverUserId: world.people.an.id }))).toBe('notice.approver_is_signer')
  expect(await world.refusal(draftNotice(world.ctx('binh'), { meetingId, approverUserId: meetingId }))).toBe('notice.approver_required')
})

test('nobody approves what he drafted: neither whoever acts nor the secretary is named, and such a draft is not submitted', async () => {
  const meetingId = await meeting()
  const { binh, chau } = world.people
  for (const account of ['binh', 'an'] as const) {
    expect(await world.refusal(draftNotice(world.ctx(account), { meetingId, approverUserId: binh.id }))).toBe('notice.approver_is_drafter')
  }
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Đồng ý' })
  const { noticeId } = await draftNotice(world.ctx('binh'), { meetingId, approverUserId: chau.id })
  await world.db.conclusionNotice.update({ where: { id: noticeId }, data: { approverUserId: binh.id } })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.approver_is_drafter')
})

test('the draft names the unit where somebody is in office today, not a former one', async () => {
  const meetingId = await meeting()
  const left = world.ctx('binh').newId()
  await world.db.position.create({
    data: {
      id: left, userId: world.people.giang.id, orgUnitId: world.units['so-y-te'].id, title: 'Phó Giám đốc', role: 'official',
      validFrom: new Date('2010-01-01'), validTo: new Date('2025-06-30'),
    },
  })
  const { noticeId } = await draftNotice(world.ctx('binh'), { meetingId })
  const { opening } = await world.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })
  await world.db.position.delete({ where: { id: left } })
  expect(opening).toContain('Sở Nội vụ')
  expect(opening).not.toContain('Sở Y tế')
})

test('a notice goes to approval complete, after the meeting, and locks its conclusions until it is returned', async () => {
  const meetingId = await meeting('open')
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.not_found')
  const { noticeId } = await draftNotice(world.ctx('binh'), { meetingId })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.meeting_not_closed')
  await world.db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.no_conclusion')
  const conclusionId = await addConclusion(world.ctx('binh'), { meetingId, text: 'Xây dựng đề án', units: [{ duty: 'lead', nameAsWritten: 'Sở Gì đó' }] })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.lead_unmatched')
  await changeConclusion(world.ctx('binh'), { conclusionId, revision: 1, text: 'Xây dựng đề án', units: [{ duty: 'lead', orgUnitId: unit('so-khcn') }] })

  const { approvalId } = await submitNotice(world.ctx('binh'), { meetingId })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.locked')
  expect(await world.refusal(addConclusion(world.ctx('binh'), { meetingId, text: 'Thêm' }))).toBe('notice.locked')
  expect((await previewNotice(world.ctx('chau'), { noticeId })).length).toBeGreaterThan(10_000)
  expect(await world.refusal(previewNotice(world.ctx('son'), { noticeId }))).toBe('notice.not_found')

  await decideStep(world.ctx('chau'), { approvalId, decision: 'return', reason: 'Thiếu thời hạn' })
  expect((await minutesOf(world.ctx('binh'), meetingId))?.notice).toMatchObject({ state: 'returned', returnReason: 'Thiếu thời hạn' })
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Thêm' })
  await submitNotice(world.ctx('binh'), { meetingId })
})

test('a character that cannot be printed is told before anybody approves it', async () => {
  const meetingId = await meeting()
  await draftNotice(world.ctx('binh'), { meetingId })
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Họp 会議' })
  expect(await world.refusal(submitNotice(world.ctx('binh'), { meetingId }))).toBe('notice.missing_glyph')
})
