import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { can as canInDirectory } from '#server/directory/policy.ts'
import { taughtNames } from '#server/directory/taught-names.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { sourcesForMe } from '#server/sources/queries.ts'
import { Button } from '../components/button.tsx'
import { Empty, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { TaughtNames } from '../features/reading/taught-names.tsx'
import { NewSource } from '../features/sources/new-source.tsx'
import { SourceLine } from '../features/sources/source-line.tsx'
import { TaskList } from '../features/tasks/task-list.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('sources.title')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const sources = await sourcesForMe(ctx)
    if (sources === null) throw new Refusal('source.not_found')
    return { ...sources, taught: canInDirectory.forgetNames(ctx.actor) ? await taughtNames(ctx) : [] }
  })
}

export default function SourceDocuments() {
  const t = useT()
  const navigate = useNavigate()
  const { waiting, assigned, taught } = useLoaderData<typeof loader>()
  const verb = useVerb()
  return (
    <div className="grid gap-5">
      <h1>{t('sources.title')}</h1>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {waiting.length === 0 ? null : (
        <section className="grid gap-3" aria-labelledby="waiting-sources">
          <h2 id="waiting-sources">{t('sources.waiting', { count: waiting.length })}</h2>
          <ul className="grid gap-2">
            {waiting.map((source) => (
              <li key={source.id} className="card flex flex-wrap items-center gap-3">
                <SourceLine source={source} />
                <Button
                  look="danger" disabled={verb.isBusy} aria-label={t('sources.discard_named', { name: source.title })}
                  onClick={() => { if (window.confirm(t('reading.discard_sure'))) void verb.run('discard-source', { sourceId: source.id }) }}
                >
                  {t('screens.discard')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-labelledby="new-source">
        <h2 id="new-source">{t('sources.new')}</h2>
        <NewSource verb={verb} onProposed={(sourceId) => navigate(`/source-documents/${sourceId}`)} />
      </section>
      <section className="grid gap-3" aria-labelledby="assigned-sources">
        <h2 id="assigned-sources">{t('sources.assigned', { count: assigned.length })}</h2>
        {assigned.length === 0 ? <Empty>{t('sources.none_assigned')}</Empty> : (
          <ul className="grid gap-2">
            {assigned.map(({ tasks, ...source }) => (
              <li key={source.id} className="card">
                <SourceLine source={source} />
                <details>
                  <summary className="min-h-11 cursor-pointer content-center text-accent">{t('sources.tasks', { count: tasks.length })}</summary>
                  <TaskList tasks={tasks} />
                </details>
              </li>
            ))}
          </ul>
        )}
      </section>
      <TaughtNames names={taught} verb={verb} />
    </div>
  )
}
