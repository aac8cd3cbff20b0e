import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { unitsInForce } from '#server/directory/queries.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { sourceDetail } from '#server/sources/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { ImportReview } from '../features/reading/import-review.tsx'
import { isForAll } from '../features/reading/row-doubts.ts'
import { SourceFacts, SourceLine } from '../features/sources/source-line.tsx'
import { TaskList } from '../features/tasks/task-list.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('sources.title')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const [source, units] = await Promise.all([sourceDetail(ctx, params['sourceId'] ?? ''), unitsInForce(ctx)])
    if (source === null) throw new Refusal('source.not_found')
    return { source, units: units.map(({ id, name }) => ({ id, name })) }
  })
}

export default function SourceDocument() {
  const t = useT()
  const navigate = useNavigate()
  const { source, units } = useLoaderData<typeof loader>()
  const verb = useVerb()
  const leave = useVerb({ reload: false })
  const { id, state, tasks, earlier } = source
  const refusal = verb.refusal ?? leave.refusal
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid min-w-0 flex-1 gap-1">
          <p className="text-muted">{t('sources.title')}</p>
          <h1>{source.title}</h1>
          <SourceFacts source={source} />
        </div>
        <div className="no-print flex flex-wrap gap-2">
          <ButtonLink to="/source-documents">{t('sources.back')}</ButtonLink>
          {state === 'confirmed' ? <Button onClick={() => window.print()}>{t('desk.print')}</Button> : null}
        </div>
      </div>
      {state === 'proposed' && earlier.length > 0 ? (
        <section className="card grid gap-2">
          <NoticeLine tone="warn">{t('sources.earlier')}</NoticeLine>
          {earlier.map((one) => <SourceLine key={one.id} source={one} />)}
        </section>
      ) : null}
      {refusal === null || state === 'proposed' ? null : <NoticeLine tone="alert">{refusal}</NoticeLine>}
      {state === 'proposed' ? (
        <ImportReview
          key={id} proposal={{ ...source, rows: source.rows.map((row) => ({ ...row, existing: null })), missingIds: [] }} units={units} refusal={refusal} isBusy={verb.isBusy || leave.isBusy}
          // What was assigned before must be seen first.
          isNew={earlier.length === 0}
          confirmLabel={(chosen) => t('sources.confirm', { count: chosen.filter((row) => !isForAll(row)).length })}
          onConfirm={(rows) => void verb.run('confirm-source', { sourceId: id, rows: rows.map(({ text, deadlineText, dueOn, units: named }) => ({ text, deadlineText, dueOn, units: named })) })}
          // The page is gone with the reading: it is left, not read again.
          onDiscard={() => void leave.run('discard-source', { sourceId: id }).then((done) => { if (done !== null) navigate('/source-documents') })}
        />
      ) : (
        <>
          <NoticeLine tone="good">{t('sources.confirmed', { count: tasks.length })}</NoticeLine>
          <section className="grid gap-3" aria-labelledby="tasks-of-source">
            <h2 id="tasks-of-source">{t('sources.tasks', { count: tasks.length })}</h2>
            <TaskList tasks={tasks} />
          </section>
          <details className="card no-print">
            <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('sources.full_text')}</summary>
            <p className="mt-3 leading-7 break-words whitespace-pre-wrap">{source.sourceText}</p>
          </details>
        </>
      )}
    </div>
  )
}
