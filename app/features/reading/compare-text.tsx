import { useState } from 'react'
import type { Standing } from '#server/minutes/compare-rows.ts'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { ConclusionFacts, type ShownUnit } from '../minutes/conclusion-text.tsx'
import { TaskList, type ListedTask } from '../tasks/task-list.tsx'
import { useVerb } from '../use-verb.ts'
import { TextToRead } from './text-to-read.tsx'

interface Wording { text: string; deadlineText: string | null; dueOn: string | null; units: readonly ShownUnit[] }

interface Comparison {
  rows: (Wording & { kind: string; section: string; existing: Standing | null })[]
  missing: (Wording & { id: string; position: number })[]
  tasks: (ListedTask & { originId: string })[]
}

/** What a changed text would touch: conclusions and the tasks that came of them. Once the notice is on its way nothing is written here. */
export function CompareText({ meetingId, conclusions }: { meetingId: string; conclusions: readonly (Wording & { id: string; position: number })[] }) {
  const t = useT()
  const verb = useVerb({ reload: false })
  const [found, setFound] = useState<Comparison | null>(null)
  return (
    <details className="card no-print">
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('reading.compare')}</summary>
      <TextToRead
        hint={t('reading.compare_hint')} action={t('reading.compare_run')} isBusy={verb.isBusy}
        onRead={async (text) => {
          setFound(await verb.run<Comparison>('compare-text', { meetingId, text }))
          // The text stays: it may be corrected and compared again.
          return false
        }}
      />
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {found === null ? null : <Differences found={found} conclusions={conclusions} />}
    </details>
  )
}

function Differences({ found: { rows, missing, tasks }, conclusions }: { found: Comparison; conclusions: readonly (Wording & { id: string })[] }) {
  const t = useT()
  const changed = rows.flatMap(({ existing, ...row }) => (existing === null || existing.changed.length === 0 ? [] : [{ row, existing }]))
  const fresh = rows.filter(({ existing, kind }) => existing === null && kind === 'assignment')
  const sameCount = rows.filter(({ existing }) => existing !== null && existing.changed.length === 0).length
  const tasksOf = (id: string) => tasks.filter(({ originId }) => originId === id)
  return (
    <section className="mt-4 grid gap-3" aria-label={t('reading.compare')}>
      <NoticeLine tone="info">{t('reading.compared', { changed: changed.length, gone: missing.length, fresh: fresh.length, same: sameCount })}</NoticeLine>
      <ul className="grid gap-3">
        {changed.map(({ row, existing: { conclusionId, position, changed: fields } }) => (
          <li key={conclusionId} className="grid gap-2 rounded-lg border border-line p-3">
            <h2 className="text-base">{t('reading.compared_change', { position, fields: fields.map((field) => t(`reading.changed.${field}`)).join(', ') })}</h2>
            <div className="grid gap-3 md:grid-cols-2">
              <Side label={t('reading.now')} wording={conclusions.find(({ id }) => id === conclusionId) ?? null} />
              <Side label={t('reading.then')} wording={row} />
            </div>
            <Touched tasks={tasksOf(conclusionId)} />
          </li>
        ))}
        {missing.map(({ id, position, ...wording }) => (
          <li key={id} className="grid gap-2 rounded-lg border border-line p-3">
            <h2 className="text-base">{t('reading.compared_gone', { position })}</h2>
            <Side label={t('reading.now')} wording={wording} />
            <Touched tasks={tasksOf(id)} />
          </li>
        ))}
        {fresh.map((row, index) => (
          <li key={`${row.section}-${index}`} className="grid gap-2 rounded-lg border border-line p-3">
            <h2 className="text-base">{t('reading.compared_fresh', { section: row.section })}</h2>
            <Side label={t('reading.then')} wording={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Side({ label, wording }: { label: string; wording: Wording | null }) {
  if (wording === null) return null
  return (
    <div className="grid content-start gap-1">
      <p className="text-sm text-muted">{label}</p>
      <p>{wording.text}</p>
      <ConclusionFacts conclusion={wording} />
    </div>
  )
}

function Touched({ tasks }: { tasks: readonly ListedTask[] }) {
  const t = useT()
  if (tasks.length === 0) return null
  return (
    <div className="grid gap-1">
      <p className="text-sm text-muted">{t('reading.tasks_touched')}</p>
      <TaskList tasks={tasks} />
    </div>
  )
}
