import { expect, test } from 'vitest'
import { forgetName, taughtNames } from '#server/directory/taught-names.ts'
import { assignTask } from '#server/tasks/assign-task.ts'
import { openWorld } from '#server/test/world.ts'
import { changeConclusion } from './change-conclusion.ts'
import { closedMeeting } from './closed-meeting.fixture.ts'
import { compareText } from './compare-text.ts'
import { IMPORT_CHARS_MAX, type ProposedRow } from './conclusion-import.ts'
import { CONCLUSIONS_MAX } from './conclusion.ts'
import { confirmImport } from './confirm-import.ts'
import { discardImport } from './discard-import.ts'
import { readConclusion } from './read-conclusion.ts'
import { proposeImport } from './propose-import.ts'
import { minutesOf } from './queries.ts'

const world = await openWorld()
const meeting = () => closedMeeting(world.ctx('binh'), world.people)

const TEXT = `Đồng chí Phó Chủ tịch UBND tỉnh kết luận như sau:

1. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ xây dựng Đề án chuyển đổi số, hoàn thành trước ngày 15/12/2026.

2. Giao Sở Tài chính thẩm định kinh phí thực hiện Đề án.
`

test('a text becomes rows with units of today, and counts only when a person confirms', async () => {
  const meetingId = await meeting()
  const { importId, rows } = await proposeImport(world.ctx('binh'), { meetingId, sourceName: 'ket-luan.txt', text: TEXT })
  const leads = rows.flatMap(({ units }) => units.filter(({ duty }) => duty === 'lead').map(({ orgUnitId }) => orgUnitId))
  expect(leads).toContain(world.units['so-khcn'].id)
  expect(leads).toContain(world.units['so-tai-chinh'].id)
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions).toEqual([])
  expect((await minutesOf(world.ctx('binh'), meetingId))?.imports).toHaveLength(1)

  const ids = await confirmImport(world.ctx('an'), { importId, rows })
  expect(ids).toHaveLength(rows.length)
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions.map(({ text }) => text)).toEqual(rows.map(({ text }) => text))
  expect(await world.refusal(confirmImport(world.ctx('binh'), { importId, rows }))).toBe('import.already_decided')
  expect(await world.eventTypes()).toContain('conclusion.imported')
})

test('where a text contradicts itself is told with its rows, however often they are opened', async () => {
  const meetingId = await meeting()
  await proposeImport(world.ctx('binh'), { meetingId, text: TEXT.replace('hoàn thành', 'theo Phụ lục III kèm theo, hoàn thành') })
  const [opened] = (await minutesOf(world.ctx('binh'), meetingId))?.imports ?? []
  expect(opened?.warnings.map(({ code }) => code)).toEqual(['annex_missing'])
})

test('an empty text, a book and a text without conclusions are refused', async () => {
  const meetingId = await meeting()
  const propose = (text: string) => world.refusal(proposeImport(world.ctx('binh'), { meetingId, text }))
  expect(await propose(' \n ')).toBe('import.empty')
  expect(await propose('x'.repeat(IMPORT_CHARS_MAX + 1))).toBe('import.too_long')
  expect(await propose('Hôm nay trời đẹp.')).toBe('import.no_row_found')
})

test('a discarded import leaves nothing, and is no one else’s to decide', async () => {
  const meetingId = await meeting()
  const { importId } = await proposeImport(world.ctx('binh'), { meetingId, text: TEXT })
  expect(await world.refusal(discardImport(world.ctx('giang'), { importId }))).toBe('import.not_found')
  expect(await world.refusal(discardImport(world.ctx('son'), { importId }))).toBe('import.not_found')
  await discardImport(world.ctx('binh'), { importId })
  expect((await minutesOf(world.ctx('binh'), meetingId))?.imports).toEqual([])
  expect(await world.db.event.count({ where: { type: 'import.discarded', subjectId: importId, meetingId } })).toBe(1)
})

test('a corrected name is read so the next time, until somebody takes it back', async () => {
  const name = 'Tổ chuyên viên giúp việc'
  const text = TEXT.replace('Sở Tài chính', name)
  const unitOf = (rows: readonly ProposedRow[]) => rows.flatMap(({ units }) => units).find(({ nameAsWritten }) => nameAsWritten === name)
  const read = async () => proposeImport(world.ctx('binh'), { meetingId: await meeting(), text })

  const first = await read()
  expect(unitOf(first.rows)).toMatchObject({ orgUnitId: null, matchedBy: null })
  const corrected = first.rows.map((row) => ({ ...row, units: row.units.map((unit) => (unit.nameAsWritten === name ? { ...unit, orgUnitId: world.units['so-noi-vu'].id } : unit)) }))
  await confirmImport(world.ctx('binh'), { importId: first.importId, rows: corrected })

  const second = await read()
  expect(unitOf(second.rows)).toMatchObject({ orgUnitId: world.units['so-noi-vu'].id, matchedBy: 'taught' })
  // Confirmed as it was read, nothing is taught anew; names that the directory knew were never taught.
  await confirmImport(world.ctx('binh'), { importId: second.importId, rows: second.rows })
  const [lesson, ...others] = await taughtNames(world.ctx('binh'))
  expect([lesson, others]).toMatchObject([{ name, unitName: 'Sở Nội vụ' }, []])
  expect(await world.db.event.count({ where: { type: 'unit.name_taught' } })).toBe(1)

  expect(await world.refusal(forgetName(world.ctx('giang'), { key: lesson?.key ?? '' }))).toBe('taught_name.not_found')
  await forgetName(world.ctx('binh'), { key: lesson?.key ?? '' })
  expect(unitOf((await read()).rows)).toMatchObject({ orgUnitId: null })
  expect(await world.refusal(forgetName(world.ctx('binh'), { key: lesson?.key ?? '' }))).toBe('taught_name.not_found')
})

test('a meeting has no more conclusions than a notice can hold', async () => {
  const meetingId = await meeting()
  const { importId } = await proposeImport(world.ctx('binh'), { meetingId, text: TEXT })
  const rows = Array.from({ length: CONCLUSIONS_MAX + 1 }, () => ({ text: 'x' }))
  expect(await world.refusal(confirmImport(world.ctx('binh'), { importId, rows }))).toBe('conclusion.too_many')
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions).toEqual([])
})

const LATER = TEXT.replace('15/12/2026', '31/12/2026').replace('Giao Sở Tài chính thẩm định kinh phí thực hiện Đề án', 'Giao Sở Nội vụ kiện toàn tổ công tác')

/** A meeting whose conclusions came from `TEXT`, and the same text with another deadline and another second row, read again. */
async function readTwice() {
  const meetingId = await meeting()
  const first = await proposeImport(world.ctx('binh'), { meetingId, text: TEXT })
  await confirmImport(world.ctx('binh'), first)
  const { importId } = await proposeImport(world.ctx('binh'), { meetingId, text: LATER })
  const minutes = await minutesOf(world.ctx('binh'), meetingId)
  return { meetingId, importId, conclusions: minutes?.conclusions ?? [], again: minutes?.imports[0] }
}

test('a text changed later shows what it changes, and changes it in its place', async () => {
  const { meetingId, importId, conclusions, again } = await readTwice()
  expect(again?.rows.map(({ existing }) => existing?.changed ?? null)).toEqual([['deadline'], null])
  expect(again?.missingIds).toEqual([conclusions[1]?.id])

  const rows = (again?.rows ?? []).map(({ existing, ...row }) => ({ ...row, replaces: existing }))
  const removals = conclusions.slice(1).map(({ id, revision }) => ({ conclusionId: id, revision }))
  const ids = await confirmImport(world.ctx('binh'), { importId, rows, removals })
  const after = (await minutesOf(world.ctx('binh'), meetingId))?.conclusions ?? []
  expect(ids).toEqual(after.map(({ id }) => id))
  expect(ids[0]).toBe(conclusions[0]?.id)
  expect(after.map(({ position, dueOn }) => [position, dueOn])).toEqual([[1, expect.stringMatching(/^2026-12-3[01]$/)], [2, null]])
})

test('a change made on an older state, and a conclusion of another meeting, are refused and change nothing', async () => {
  const { meetingId, importId, conclusions, again } = await readTwice()
  const [first] = conclusions
  const confirm = (conclusionId: string, revision: number) => world.refusal(confirmImport(world.ctx('binh'), { importId, rows: [{ text: 'Mới', replaces: { conclusionId, revision } }] }))
  await changeConclusion(world.ctx('an'), { conclusionId: first?.id ?? '', revision: first?.revision ?? 0, text: 'Của An' })
  expect(await confirm(first?.id ?? '', again?.rows[0]?.existing?.revision ?? 0)).toBe('conclusion.changed_meanwhile')
  const elsewhere = await readTwice()
  expect(await confirm(elsewhere.conclusions[0]?.id ?? '', 1)).toBe('conclusion.not_found')
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions.map(({ text }) => text)).toEqual(['Của An', conclusions[1]?.text])
})

test('a text is compared without writing anything, and shows the tasks it touches', async () => {
  const { meetingId, conclusions } = await readTwice()
  const [first] = conclusions
  await world.ctx('an').transact((tx) => assignTask(tx, world.ctx('an'), {
    origin: { kind: 'conclusion', id: first?.id ?? '', label: 'Kết luận 1' }, orgUnitId: world.units['so-noi-vu'].id, title: first?.text ?? '',
    leadUnitIds: [world.units['so-khcn'].id], coordinatingUnitIds: [], dueOn: null, deadlineText: null, meetingId,
  }))
  const imports = await world.db.conclusionImport.count()
  const { rows, missing, tasks } = await compareText(world.ctx('an'), { meetingId, text: LATER })
  expect(rows.map(({ existing }) => [existing?.conclusionId, existing?.changed])).toEqual([[first?.id, ['deadline']], [undefined, undefined]])
  expect(missing.map(({ id }) => id)).toEqual([conclusions[1]?.id])
  expect(tasks.map(({ originId }) => originId)).toEqual([first?.id])
  expect(await world.db.conclusionImport.count()).toBe(imports)
  expect(await world.refusal(compareText(world.ctx('giang'), { meetingId, text: LATER }))).toBe('meeting.not_found')
  expect(await world.refusal(compareText(world.ctx('an'), { meetingId, text: ' ' }))).toBe('import.empty')
})

test('two predecessors of one unit of today each keep their name, and none stands in the way of the notice', async () => {
  const text = TEXT.replace('Giao Sở Tài chính thẩm định', 'Giao Sở Kế hoạch và Đầu tư, Sở Tài chính thẩm định')
  const { rows } = await proposeImport(world.ctx('binh'), { meetingId: await meeting(), text })
  const finance = world.units['so-tai-chinh'].id
  expect(rows[1]?.units.map(({ nameAsWritten, orgUnitId }) => [nameAsWritten, orgUnitId])).toEqual([['Sở Kế hoạch và Đầu tư', finance], ['Sở Tài chính', finance]])
})

test('what somebody writes by hand is read the same way, and nothing is kept', async () => {
  const meetingId = await meeting()
  const read = await readConclusion(world.ctx('binh'), { meetingId, text: 'Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí trước ngày 31/12/2026.' })
  expect(read.units.map(({ duty, orgUnitId }) => [duty, orgUnitId])).toEqual([['lead', world.units['so-tai-chinh'].id], ['coordinating', world.units['so-noi-vu'].id]])
  expect(read.deadlineText).toContain('31/12/2026')
  expect((await minutesOf(world.ctx('binh'), meetingId))?.conclusions).toEqual([])
  expect(await world.refusal(readConclusion(world.ctx('giang'), { meetingId, text: 'Giao Sở Tài chính báo cáo.' }))).toBe('meeting.not_found')
  expect(await world.refusal(readConclusion(world.ctx('binh'), { meetingId, text: 'Trời đẹp.' }))).toBe('import.no_row_found')
})
