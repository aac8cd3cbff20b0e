import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { acceptTask } from './accept-task.ts'
import { assignTask } from './assign-task.ts'
import { completeTask } from './complete-task.ts'
import { taskDetail, taskFigures, tasksForMe, tasksOfOrigins } from './queries.ts'
import { reportProgress } from './report-progress.ts'

const world = await openWorld()
const unit = (key: keyof typeof world.units) => world.units[key].id

/** Sở Khoa học và Công nghệ (khanh, lan) leads, Sở Nội vụ (giang) coordinates. */
async function assign(dueOn: string | null = '2026-11-30'): Promise<string> {
  const ctx = world.ctx('dung')
  return ctx.transact((tx) => assignTask(tx, ctx, {
    origin: { kind: 'conclusion', id: ctx.newId(), label: 'Kết luận 1, Thông báo 12/TB-UBND' },
    orgUnitId: unit('ubnd-tinh'), title: 'Xây dựng đề án', leadUnitIds: [unit('so-khcn')],
    coordinatingUnitIds: [unit('so-noi-vu'), unit('so-khcn')], dueOn, deadlineText: 'trước ngày 01/12/2026', meetingId: null,
  }))
}

test('an assigned task stands in the list of its units and nowhere else', async () => {
  const taskId = await assign()
  expect(await tasksForMe(world.ctx('khanh'))).toContainEqual(expect.objectContaining({ id: taskId, myDuty: 'lead', can: { accept: true, report: false, complete: false } }))
  expect(await tasksForMe(world.ctx('giang'))).toContainEqual(expect.objectContaining({ id: taskId, myDuty: 'coordinating' }))
  expect(await tasksForMe(world.ctx('ha'))).toEqual([])
  expect(await taskDetail(world.ctx('son'), taskId)).toBeNull()
  expect(await taskDetail(world.ctx('binh'), taskId)).toMatchObject({ myDuty: null, can: { accept: false } })
  expect(await world.eventTypes()).toContain('task.assigned')
})

test('under an origin everybody sees what became of it, and which of the tasks are his to open', async () => {
  const taskId = await assign()
  const { originId } = await world.db.task.findUniqueOrThrow({ where: { id: taskId } })
  const seenBy = async (account: 'khanh' | 'ha') => (await tasksOfOrigins(world.ctx(account), 'conclusion', [originId]))[0]
  expect(await seenBy('khanh')).toMatchObject({ id: taskId, isVisible: true })
  expect(await seenBy('ha')).toMatchObject({ id: taskId, isVisible: false })
})

test('the lead unit accepts, reports and completes; the task keeps every report', async () => {
  const taskId = await assign()
  await acceptTask(world.ctx('khanh'), { taskId })
  await reportProgress(world.ctx('lan'), { taskId, percent: 40, text: 'Đã khảo sát' })
  await reportProgress(world.ctx('giang'), { taskId, percent: 90, text: 'Đã góp ý về nhân sự' })
  expect(await taskDetail(world.ctx('khanh'), taskId)).toMatchObject({ state: 'in_progress', percent: 40 })
  await completeTask(world.ctx('khanh'), { taskId, text: 'Đã trình đề án' })
  const done = await taskDetail(world.ctx('khanh'), taskId)
  expect(done).toMatchObject({ state: 'completed', percent: 100, can: { report: false } })
  expect(done?.reports).toHaveLength(3)
  expect((await world.eventTypes()).filter((type) => type === 'task.progressed').length).toBeGreaterThanOrEqual(4)
})

test('accepting twice, reporting before accepting and completing by a coordinating unit are refused', async () => {
  const taskId = await assign()
  expect(await world.refusal(reportProgress(world.ctx('khanh'), { taskId, percent: 1, text: 'x' }))).toBe('task.not_accepted')
  expect(await world.refusal(acceptTask(world.ctx('giang'), { taskId }))).toBe('task.lead_only')
  await acceptTask(world.ctx('khanh'), { taskId })
  expect(await world.refusal(acceptTask(world.ctx('lan'), { taskId }))).toBe('task.already_accepted')
  expect(await world.refusal(completeTask(world.ctx('giang'), { taskId, text: 'x' }))).toBe('task.lead_only')
  await completeTask(world.ctx('khanh'), { taskId, text: 'x' })
  expect(await world.refusal(reportProgress(world.ctx('giang'), { taskId, percent: 1, text: 'x' }))).toBe('task.completed')
})

test("another unit's task is not found", async () => {
  const taskId = await assign()
  expect(await world.refusal(acceptTask(world.ctx('ha'), { taskId }))).toBe('task.not_found')
  expect(await world.refusal(acceptTask(world.ctx('dung'), { taskId }))).toBe('task.not_found')
})

test('the wall counts by state, by lead unit and by days late', async () => {
  const before = await taskFigures(world.db, '2026-11-23')
  await assign('2026-11-20')
  const after = await taskFigures(world.db, '2026-11-23')
  expect(after.byState.assigned).toBe(before.byState.assigned + 1)
  expect(after.overdue).toBe(before.overdue + 1)
  expect(after.byBand.days_1_30).toBe(before.byBand.days_1_30 + 1)
  expect(after.byLeadUnit[0]).toMatchObject({ orgUnitId: unit('so-khcn'), overdue: before.overdue + 1 })
})
