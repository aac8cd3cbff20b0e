import type { ProposedRow } from '#server/minutes/conclusion-import.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, type Day } from '#server/kernel/days.ts'
import { isUuid } from '#server/kernel/db.ts'
import type { ExtractionWarning } from '#server/tasks/extraction/assignment.ts'
import { tasksOfOrigins, type TaskView } from '#server/tasks/queries.ts'
import { agenciesActedFor } from './policy.ts'
import { SOURCE_ORIGIN } from './source.ts'

export interface SourceLine {
  id: string
  notation: string
  issuedOn: Day
  title: string
  createdAt: Date
  createdBy: string
  decidedAt: Date | null
  decidedBy: string | null
}

export interface SourceDetail extends SourceLine {
  state: 'proposed' | 'confirmed'
  sourceName: string
  sourceText: string
  rows: ProposedRow[]
  warnings: ExtractionWarning[]
  tasks: TaskView[]
  /** Documents of the same number and date that gave out tasks before. */
  earlier: SourceLine[]
}

/** Documents of the actor's agency: those that wait for a person, and those that gave out tasks. Null for everybody else. */
export async function sourcesForMe(ctx: Ctx): Promise<{ waiting: SourceLine[]; assigned: (SourceLine & { tasks: TaskView[] })[] } | null> {
  const agencies = await agenciesActedFor(ctx.db, ctx.actor)
  if (agencies.length === 0) return null
  const found = await ctx.db.sourceDocument.findMany({
    where: { orgUnitId: { in: agencies }, state: { not: 'discarded' } }, orderBy: { createdAt: 'desc' },
    select: { ...COLUMNS, state: true },
  })
  const lines = await toLines(ctx, found)
  const inState = (state: string) => lines.filter((_line, index) => found[index]?.state === state)
  const assigned = inState('confirmed')
  const tasks = await tasksOfOrigins(ctx, SOURCE_ORIGIN, assigned.map(({ id }) => id))
  return {
    waiting: inState('proposed'),
    assigned: assigned.map((line) => ({ ...line, tasks: tasks.filter(({ originId }) => originId === line.id) })),
  }
}

/** One document with its rows or its tasks; null for a stranger, for what was discarded and for what never was. */
export async function sourceDetail(ctx: Ctx, sourceId: string): Promise<SourceDetail | null> {
  if (!isUuid(sourceId)) return null
  const agencies = await agenciesActedFor(ctx.db, ctx.actor)
  const found = await ctx.db.sourceDocument.findFirst({ where: { id: sourceId, orgUnitId: { in: agencies } } })
  if (found === null || found.state === 'discarded') return null
  const { notation, issuedOn, orgUnitId } = found
  const before = await ctx.db.sourceDocument.findMany({
    where: { orgUnitId, notation, issuedOn, state: 'confirmed', id: { not: sourceId } }, orderBy: { createdAt: 'asc' }, select: COLUMNS,
  })
  const [line, ...earlier] = await toLines(ctx, [found, ...before])
  if (line === undefined) return null
  return {
    ...line, earlier, state: found.state, sourceName: found.sourceName, sourceText: found.sourceText,
    rows: found.rows as unknown as ProposedRow[], warnings: found.warnings as unknown as ExtractionWarning[],
    tasks: await tasksOfOrigins(ctx, SOURCE_ORIGIN, [sourceId]),
  }
}

/** The document of a task when the actor may open it; null for other origins and for those who only see the task. */
export async function openableSource(ctx: Ctx, { originKind, originId }: { originKind: string; originId: string }): Promise<string | null> {
  if (originKind !== SOURCE_ORIGIN) return null
  const agencies = await agenciesActedFor(ctx.db, ctx.actor)
  const found = await ctx.db.sourceDocument.findFirst({ where: { id: originId, orgUnitId: { in: agencies } }, select: { id: true } })
  return found?.id ?? null
}

const COLUMNS = { id: true, notation: true, issuedOn: true, title: true, createdAt: true, createdById: true, decidedAt: true, decidedById: true } as const

type Columns = Omit<SourceLine, 'issuedOn' | 'createdBy' | 'decidedBy'> & { issuedOn: Date; createdById: string; decidedById: string | null }

async function toLines(ctx: Ctx, rows: readonly Columns[]): Promise<SourceLine[]> {
  const ids = rows.flatMap(({ createdById, decidedById }) => [createdById, decidedById ?? []].flat())
  const people = await ctx.db.user.findMany({ where: { id: { in: ids } }, select: { id: true, fullName: true } })
  const nameOf = (id: string) => people.find((person) => person.id === id)?.fullName ?? ''
  return rows.map(({ id, notation, issuedOn, title, createdAt, createdById, decidedAt, decidedById }) => ({
    id, notation, title, createdAt, decidedAt, issuedOn: dayFromColumn(issuedOn), createdBy: nameOf(createdById),
    decidedBy: decidedById === null ? null : nameOf(decidedById),
  }))
}
