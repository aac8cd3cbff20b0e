import { expect, test } from 'vitest'
import { openTestSession } from '#server/speakers/test-session.ts'
import { raiseHand } from '#server/speakers/raise-hand.ts'
import { createPoll } from '#server/polls/create-poll.ts'
import { openPoll } from '#server/polls/open-poll.ts'
import { openWorld } from '#server/test/world.ts'
import { wallOf } from './wall.ts'

const world = await openWorld()
const { an, binh, ha } = world.people

test('the wall shows today: meetings, tasks, polls, each with its age', async () => {
  const people = { chairId: an.id, secretaryId: binh.id, memberIds: [ha.id], orgUnitId: world.units['ubnd-tinh'].id }
  const { meetingId, itemId, seatOf } = await openTestSession(world.db, people)
  const hidden = await openTestSession(world.db, people, 'draft')
  await world.db.meeting.update({ where: { id: meetingId }, data: { currentItemId: itemId } })
  const at = world.ctx('an').now()
  await world.db.presenceInterval.create({ data: { id: itemId, participantId: await seatOf(ha.id), method: 'self', fromAt: at } })
  await raiseHand(world.ctx('ha'), { meetingId })
  const { pollId } = await createPoll(world.ctx('an'), { meetingId, question: 'Thông qua?', choices: ['Có', 'Không'], isSecret: false })
  await openPoll(world.ctx('an'), { pollId })

  const wall = await wallOf(world.ctx('nga'))
  expect(wall.day).toBe('2026-11-23')
  const shown = wall.meetings.value.find(({ id }) => id === meetingId)
  expect(shown).toMatchObject({ state: 'open', participantCount: 3, presentCount: 1, currentItem: 'Báo cáo tháng' })
  expect(wall.meetings.value.some(({ id }) => id === hidden.meetingId)).toBe(false)
  expect(wall.polls).toMatchObject({ value: { openCount: 1, closedTodayCount: 0 }, asOf: world.ctx('nga').now() })
  expect(wall.polls.changedAt).toBeInstanceOf(Date)
  expect(Object.keys(wall.tasks.value.byState)).toContain('assigned')
  expect(await world.refusal(wallOf(world.ctx('ha')))).toBe('wall.not_found')

  await world.db.presenceInterval.updateMany({ data: { toAt: at } })
  await world.db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } })
  const over = (await wallOf(world.ctx('nga'))).meetings.value.find(({ id }) => id === meetingId)
  expect(over).toMatchObject({ state: 'closed', presentCount: 1, currentItem: null })
})
