import { expect, test } from 'vitest'
import { forgetName, taughtNames } from '#server/directory/taught-names.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { IMPORT_CHARS_MAX, type ProposedRow } from '#server/minutes/conclusion-import.ts'
import { taskDetail, tasksForMe } from '#server/tasks/queries.ts'
import { openWorld } from '#server/test/world.ts'
import { confirmSource } from './confirm-source.ts'
import { discardSource } from './discard-source.ts'
import { proposeSource } from './propose-source.ts'
import { openableSource, sourceDetail, sourcesForMe } from './queries.ts'

const world = await openWorld()

const TEXT = `1. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ, các sở, ngành liên quan xây dựng danh mục dữ liệu mở, hoàn thành trước ngày 15/12/2026.

2. Giao Sở Tài chính thẩm định kinh phí thực hiện Kế hoạch.

3. Các sở, ngành rà soát dữ liệu thuộc phạm vi quản lý.
`
const HEADING = { notation: '45/KH-UBND', issuedOn: '2026-11-05', title: 'Kế hoạch dữ liệu mở' }

const propose = (changes: Partial<Parameters<typeof proposeSource>[1]> = {}) => proposeSource(world.ctx('binh'), { ...HEADING, text: TEXT, ...changes })
const taskCount = () => world.db.task.count()

/** What a confirmation is refused for, in both languages; nothing of it may stay behind. */
async function refused(sourceId: string, rows: Parameters<typeof confirmSource>[1]['rows']) {
  const [tasks, events, taught] = await Promise.all([taskCount(), world.db.event.count(), world.db.taughtName.count()])
  const thrown: unknown = await confirmSource(world.ctx('binh'), { sourceId, rows }).then(() => null, (reason: unknown) => reason)
  if (!isRefusal(thrown)) throw new Error('It was not refused.')
  expect(await Promise.all([taskCount(), world.db.event.count(), world.db.taughtName.count()])).toEqual([tasks, events, taught])
  expect(await sourceDetail(world.ctx('binh'), sourceId)).toMatchObject({ state: 'proposed', tasks: [] })
  return { code: thrown.code, vi: refusalSentence('vi', thrown.code, thrown.params), en: refusalSentence('en', thrown.code, thrown.params) }
}

test('a plan becomes tasks of the units that it names when a person confirms, and none before', async () => {
  const { sourceId, rows } = await propose({ sourceName: 'ke-hoach.docx' })
  expect(await taskCount()).toBe(0)
  expect((await sourcesForMe(world.ctx('dung')))?.waiting).toMatchObject([{ id: sourceId, ...HEADING, createdBy: world.people.binh.name }])

  const { taskIds } = await confirmSource(world.ctx('dung'), { sourceId, rows })
  // The third row is led by parties in general: they get no task.
  expect([rows.length, taskIds.length]).toEqual([3, 2])
  const lead = await taskDetail(world.ctx('khanh'), taskIds[0] ?? '')
  expect(lead).toMatchObject({
    originKind: 'document', originId: sourceId, originLabel: 'Văn bản số 45/KH-UBND ngày 05/11/2026: Kế hoạch dữ liệu mở',
    title: rows[0]?.text, myDuty: 'lead', deadlineText: 'trước ngày 15/12/2026', dueOn: rows[0]?.dueOn, can: { accept: true },
  })
  expect(lead?.leadUnits.map(({ id }) => id)).toEqual([world.units['so-khcn'].id])
  expect(lead?.coordinatingUnits.map(({ id }) => id)).toEqual([world.units['so-noi-vu'].id])
  expect((await tasksForMe(world.ctx('giang'))).map(({ id, myDuty }) => [id, myDuty])).toEqual([[taskIds[0], 'coordinating']])
  expect(await tasksForMe(world.ctx('son'))).toEqual([])

  const told = await world.db.event.findMany({ where: { type: { in: ['source.assigned', 'task.assigned'] } }, orderBy: { seq: 'asc' } })
  expect(told.map(({ type, subjectId }) => [type, subjectId])).toEqual([['task.assigned', taskIds[0]], ['task.assigned', taskIds[1]], ['source.assigned', sourceId]])
  expect(told[2]?.data).toEqual({ notation: HEADING.notation, rowCount: 3, taskIds })
  const [line] = (await sourcesForMe(world.ctx('binh')))?.assigned ?? []
  expect(line).toMatchObject({ id: sourceId, decidedBy: world.people.dung.name })
  expect(line?.tasks.map(({ id }) => id)).toEqual(taskIds)
})

test('nobody confirms or discards twice, nor two at the same time', async () => {
  const { sourceId, rows } = await propose()
  const outcomes = await Promise.allSettled([confirmSource(world.ctx('binh'), { sourceId, rows }), confirmSource(world.ctx('dung'), { sourceId, rows })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await world.refusal(confirmSource(world.ctx('binh'), { sourceId, rows }))).toBe('import.already_decided')
  expect(await world.refusal(discardSource(world.ctx('binh'), { sourceId }))).toBe('import.already_decided')
  expect((await sourceDetail(world.ctx('binh'), sourceId))?.tasks).toHaveLength(2)

  // The same document brought again is shown as such.
  const again = await propose()
  expect((await sourceDetail(world.ctx('binh'), again.sourceId))?.earlier.map(({ id }) => id)).toContain(sourceId)
  await discardSource(world.ctx('binh'), { sourceId: again.sourceId })
  expect(await sourceDetail(world.ctx('binh'), again.sourceId)).toBeNull()
  expect((await sourcesForMe(world.ctx('binh')))?.waiting).toEqual([])
  expect(await world.refusal(confirmSource(world.ctx('binh'), { sourceId: again.sourceId, rows }))).toBe('import.already_decided')
  expect(await world.db.event.count({ where: { type: 'source.discarded', subjectId: again.sourceId } })).toBe(1)
})

test('what cannot be read, or was issued on no possible day, is refused and not kept', async () => {
  const kept = await world.db.sourceDocument.count()
  expect(await world.refusal(propose({ text: ' \n ' }))).toBe('import.empty')
  expect(await world.refusal(propose({ text: 'x'.repeat(IMPORT_CHARS_MAX + 1) }))).toBe('import.too_long')
  expect(await world.refusal(propose({ text: 'Hôm nay trời đẹp.' }))).toBe('import.no_row_found')
  expect(await world.refusal(propose({ issuedOn: '2026-11-24' }))).toBe('source.date_wrong')
  expect(await world.refusal(propose({ issuedOn: '0026-11-05' }))).toBe('source.date_wrong')
  expect(await world.db.sourceDocument.count()).toBe(kept)
})

test('a row that could not become a task as it stands is refused by its name, and nothing is half written', async () => {
  const { sourceId, rows } = await propose()
  const [first, second] = rows
  if (first === undefined || second === undefined) throw new Error('the text has two rows')
  const withUnits = (units: { duty: 'lead' | 'coordinating'; orgUnitId?: string | null; nameAsWritten?: string }[]) => refused(sourceId, [first, { ...second, units }])

  expect(await withUnits([{ duty: 'lead', nameAsWritten: 'Tổ giúp việc' }])).toEqual({
    code: 'source.lead_unmatched',
    vi: `Dòng “${second.text}”: chưa xác định được đơn vị chủ trì “Tổ giúp việc” trong danh mục.`,
    en: `Row “${second.text}”: the lead unit “Tổ giúp việc” is not in the directory.`,
  })
  expect(await withUnits([])).toEqual({
    code: 'source.lead_missing',
    vi: `Dòng “${second.text}”: chưa có đơn vị chủ trì. Hãy chọn đơn vị hoặc bỏ chọn dòng này.`,
    en: `Row “${second.text}” has no lead unit. Choose one, or leave the row out.`,
  })
  expect((await withUnits([{ duty: 'lead', orgUnitId: world.units['so-tttt'].id }])).code).toBe('conclusion.unknown_unit')
  const finance = { duty: 'lead' as const, orgUnitId: world.units['so-tai-chinh'].id, nameAsWritten: 'Sở Tài chính' }
  expect((await withUnits([finance, finance])).code).toBe('conclusion.unit_twice')
  expect((await refused(sourceId, [first, { ...second, dueOn: '0026-12-01' }])).code).toBe('conclusion.due_misread')
  expect(await refused(sourceId, rows.slice(2))).toEqual({
    code: 'source.no_task',
    vi: 'Các dòng đã chọn chỉ nêu chung, không có đơn vị nào để giao nhiệm vụ.',
    en: 'The chosen rows name parties in general only: there is no unit to assign a task to.',
  })
  await discardSource(world.ctx('binh'), { sourceId })
})

test('only secretaries and clerks of the agency know of it', async () => {
  const { sourceId, rows } = await propose()
  for (const account of ['an', 'giang', 'quan', 'son'] as const) {
    expect(await world.refusal(proposeSource(world.ctx(account), { ...HEADING, text: TEXT }))).toBe('source.not_found')
    expect(await world.refusal(confirmSource(world.ctx(account), { sourceId, rows }))).toBe('source.not_found')
    expect(await world.refusal(discardSource(world.ctx(account), { sourceId }))).toBe('source.not_found')
    expect([await sourcesForMe(world.ctx(account)), await sourceDetail(world.ctx(account), sourceId)]).toEqual([null, null])
  }
  // The secretary of a department has documents of its own, and none of the province's.
  const elsewhere = world.ctx('giang')
  const secretary = { ...elsewhere, actor: { ...elsewhere.actor, positions: elsewhere.actor.positions.map((position) => ({ ...position, role: 'secretary' as const })) } }
  expect(await sourcesForMe(secretary)).toEqual({ waiting: [], assigned: [] })
  expect(await sourceDetail(secretary, sourceId)).toBeNull()
  expect(await world.refusal(confirmSource(secretary, { sourceId, rows }))).toBe('source.not_found')
  expect(await world.refusal(confirmSource(world.ctx('binh'), { sourceId: world.people.an.id, rows }))).toBe('source.not_found')

  const { taskIds } = await confirmSource(world.ctx('binh'), { sourceId, rows })
  const task = await taskDetail(world.ctx('khanh'), taskIds[0] ?? '')
  if (task === null) throw new Error('the lead unit has its task')
  expect([await openableSource(world.ctx('binh'), task), await openableSource(world.ctx('khanh'), task)]).toEqual([sourceId, null])
  expect(await openableSource(world.ctx('binh'), { ...task, originKind: 'conclusion' })).toBeNull()
})

test('a name corrected here is read so the next time', async () => {
  const name = 'Tổ chuyên viên giúp việc'
  const text = TEXT.replace('Sở Tài chính', name)
  const unitOf = (rows: readonly ProposedRow[]) => rows.flatMap(({ units }) => units).find(({ nameAsWritten }) => nameAsWritten === name)
  const { sourceId, rows } = await propose({ text })
  expect(unitOf(rows)).toMatchObject({ orgUnitId: null })
  const corrected = rows.map((row) => ({ ...row, units: row.units.map((unit) => (unit.nameAsWritten === name ? { ...unit, orgUnitId: world.units['so-noi-vu'].id } : unit)) }))
  await confirmSource(world.ctx('binh'), { sourceId, rows: corrected })
  expect(await taughtNames(world.ctx('binh'))).toMatchObject([{ name, unitName: 'Sở Nội vụ', taughtBy: world.people.binh.name }])
  const next = await propose({ text })
  expect(unitOf(next.rows)).toMatchObject({ orgUnitId: world.units['so-noi-vu'].id, matchedBy: 'taught' })
  const [lesson] = await taughtNames(world.ctx('binh'))
  await forgetName(world.ctx('binh'), { key: lesson?.key ?? '' })
})
