import { expect, test } from 'vitest'
import { convene, meetingWithItems, paperOn } from '#server/agenda/fixtures/agenda-scene.ts'
import { grantReading } from '#server/documents/grant-reading.ts'
import { readableVersion } from '#server/documents/queries.ts'
import { cancelMeeting } from '#server/meetings/cancel-meeting.ts'
import { eventsOf } from '#server/meetings/fixtures/meeting-scene.ts'
import { meetingDetail } from '#server/meetings/queries.ts'
import { createPoll } from '#server/polls/create-poll.ts'
import { openWorld } from '#server/test/world.ts'
import { addConclusion } from './add-conclusion.ts'
import { deleteMeeting } from './delete-meeting.ts'

const world = await openWorld()

async function draft() {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const paper = await paperOn(world, itemIds[0] ?? '')
  return { meetingId, itemId: itemIds[0] ?? '', paper }
}

test('a draft goes with everything that hung on it', async () => {
  const { meetingId, itemId, paper } = await draft()
  await createPoll(world.ctx('binh'), { meetingId, itemId, question: 'Đồng ý?', choices: ['Có', 'Không'], isSecret: false })
  const room = `ink/${paper.versionId}/own/${world.people.binh.id}`
  await world.db.inkUpdate.create({ data: { room, bytes: Uint8Array.of(0, 0), at: world.ctx('binh').now() } })
  const { fileHash } = await world.db.documentVersion.findUniqueOrThrow({ where: { id: paper.versionId } })

  await deleteMeeting(world.ctx('binh'), { meetingId })
  expect(await world.refusal(meetingDetail(world.ctx('binh'), meetingId))).toBe('meeting.not_found')
  const left = await Promise.all([
    world.db.participant.count({ where: { meetingId } }), world.db.unitInvitation.count({ where: { meetingId } }),
    world.db.agendaItem.count({ where: { meetingId } }), world.db.poll.count({ where: { meetingId } }),
    world.db.document.count({ where: { id: paper.documentId } }), world.db.grant.count({ where: { documentId: paper.documentId } }),
    world.db.inkUpdate.count({ where: { room } }), world.db.storedFile.count({ where: { hash: fileHash } }),
  ])
  expect(left).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('meeting.deleted')
  expect(await world.db.delivery.count({ where: { event: { meetingId } } })).toBe(0)
})

test('a paper that somebody else reads for another reason stays, and so do bytes that another document names', async () => {
  const { meetingId, itemId, paper } = await draft()
  const ctx = world.ctx('binh')
  await ctx.transact((tx) => grantReading(tx, ctx, { documentId: paper.documentId, to: [{ kind: 'user', id: world.people.chau.id }], reason: 'notice:1' }))
  const twin = await paperOn(world, itemId, 'Báo cáo 2.pdf')
  const { fileHash } = await world.db.documentVersion.findUniqueOrThrow({ where: { id: paper.versionId } })
  await world.db.documentVersion.updateMany({ where: { id: twin.versionId }, data: { fileHash } })
  await deleteMeeting(ctx, { meetingId })
  expect(await readableVersion(world.ctx('chau'), paper.versionId)).not.toBeNull()
  expect(await readableVersion(world.ctx('lan'), paper.versionId)).toBeNull()
  expect(await readableVersion(ctx, twin.versionId)).toBeNull()
  expect(await world.db.storedFile.count({ where: { hash: fileHash } })).toBe(1)
})

test('once people were invited it is cancelled instead, and stays as it is', async () => {
  const { meetingId, paper } = await draft()
  await convene(world, meetingId)
  expect(await world.refusal(deleteMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.was_convened')
  await cancelMeeting(world.ctx('binh'), { meetingId, reason: 'Trùng lịch' })
  expect(await world.refusal(deleteMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.was_convened')
  expect(await readableVersion(world.ctx('lan'), paper.versionId)).not.toBeNull()
})

test('others do not delete it, and conclusions are not lost', async () => {
  const { meetingId } = await draft()
  for (const who of ['lan', 'son', 'quan'] as const) expect(await world.refusal(deleteMeeting(world.ctx(who), { meetingId }))).toBe('meeting.not_found')
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Giao Sở Tài chính báo cáo.', units: [] })
  expect(await world.refusal(deleteMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.has_minutes')
})
