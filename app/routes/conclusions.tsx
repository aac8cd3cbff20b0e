import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { can as canInDirectory } from '#server/directory/policy.ts'
import { unitsInForce } from '#server/directory/queries.ts'
import { taughtNames } from '#server/directory/taught-names.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { meetingDetail } from '#server/meetings/queries.ts'
import { minutesOf } from '#server/minutes/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Empty, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { ConclusionForm } from '../features/minutes/conclusion-form.tsx'
import { ConclusionText } from '../features/minutes/conclusion-text.tsx'
import { CompareText } from '../features/reading/compare-text.tsx'
import { ImportReview } from '../features/reading/import-review.tsx'
import { ImportText } from '../features/reading/import-text.tsx'
import { TaughtNames } from '../features/reading/taught-names.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.conclusions')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const meetingId = params['meetingId'] ?? ''
    const [meeting, minutes, units] = await Promise.all([meetingDetail(ctx, meetingId), minutesOf(ctx, meetingId), unitsInForce(ctx)])
    if (minutes === null) throw new Refusal('meeting.not_found')
    const taught = minutes.can.write && canInDirectory.forgetNames(ctx.actor) ? await taughtNames(ctx) : []
    return { title: meeting.title, minutes, taught, units: units.map(({ id, name }) => ({ id, name })) }
  })
}

export default function Conclusions() {
  const t = useT()
  const { plainDay } = useDates()
  const { title, minutes, taught, units } = useLoaderData<typeof loader>()
  const verb = useVerb()
  // With the revision that editing began on: a later one of somebody else must not be written over.
  const [editing, setEditing] = useState<{ id: string; revision: number } | null>(null)
  const [proposedId, setProposedId] = useState<string | null>(null)
  const [confirmedCount, setConfirmedCount] = useState<number | null>(null)
  const { meetingId, conclusions, imports, notice, can } = minutes
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <p className="text-muted">{title}</p>
          <h1>{t('screens.conclusions')}</h1>
        </div>
        <div className="no-print flex flex-wrap gap-2">
          <ButtonLink to={`/meetings/${meetingId}`}>{t('screens.to_meeting')}</ButtonLink>
          <ButtonLink look="primary" to={`/meetings/${meetingId}/notice`}>{t('screens.notice')}</ButtonLink>
          {conclusions.length === 0 ? null : <Button onClick={() => window.print()}>{t('desk.print')}</Button>}
        </div>
      </div>
      {notice?.state === 'issued' && notice.issuedOn !== null
        ? <NoticeLine tone="good">{t('screens.notice_issued', { notation: notice.notation ?? '', day: plainDay(notice.issuedOn) })}</NoticeLine>
        : <NoticeLine tone={minutes.isNoticeLate ? 'alert' : 'info'}>{t(minutes.isNoticeLate ? 'screens.notice_late' : 'screens.notice_due', { day: plainDay(minutes.noticeDueOn) })}</NoticeLine>}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {confirmedCount === null ? null : <NoticeLine tone="good">{t('reading.confirmed', { count: confirmedCount })}</NoticeLine>}
      {imports.map((one) => (
        <ImportReview
          key={one.id} proposal={one} conclusions={conclusions} units={units} isNew={one.id === proposedId} isBusy={verb.isBusy}
          confirmLabel={({ length: count }) => t('screens.confirm_rows', { count })}
          onConfirm={(rows, removals) => void verb.run('confirm-import', { importId: one.id, rows, removals }).then((done) => { if (done !== null) setConfirmedCount(rows.length) })}
          onDiscard={() => void verb.run('discard-import', { importId: one.id })}
        />
      ))}
      {conclusions.length === 0 ? <Empty>{t('screens.no_conclusions')}</Empty> : (
        <ol className="grid gap-3">
          {conclusions.map((conclusion, index) => (
            <li key={conclusion.id} className="card">
              {editing?.id === conclusion.id ? (
                <ConclusionForm
                  meetingId={meetingId}
                  units={units}
                  draft={conclusion}
                  isBusy={verb.isBusy}
                  onCancel={() => setEditing(null)}
                  onSubmit={(content) => void verb.run('change-conclusion', { conclusionId: conclusion.id, revision: editing.revision, ...content }).then((done) => { if (done !== null) setEditing(null) })}
                />
              ) : (
                <div className="flex flex-wrap gap-3">
                  <div className="min-w-0 flex-1"><ConclusionText number={index + 1} conclusion={conclusion} /></div>
                  {can.write ? (
                    <div className="flex flex-wrap gap-1 self-start">
                      <Button look="quiet" aria-label={t('screens.move_up')} disabled={index === 0} onClick={() => void verb.run('move-conclusion', { conclusionId: conclusion.id, position: index })}>↑</Button>
                      <Button look="quiet" aria-label={t('screens.move_down')} disabled={index === conclusions.length - 1} onClick={() => void verb.run('move-conclusion', { conclusionId: conclusion.id, position: index + 2 })}>↓</Button>
                      <Button look="quiet" aria-label={t('screens.edit_named', { name: t('screens.conclusion_number', { position: index + 1 }) })} onClick={() => setEditing({ id: conclusion.id, revision: conclusion.revision })}>{t('screens.edit')}</Button>
                      <Button look="quiet" aria-label={t('screens.remove_named', { name: t('screens.conclusion_number', { position: index + 1 }) })} onClick={() => { if (window.confirm(t('screens.remove_conclusion_sure', { position: index + 1 }))) void verb.run('remove-conclusion', { conclusionId: conclusion.id, revision: conclusion.revision }) }}>{t('screens.remove')}</Button>
                    </div>
                  ) : null}
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {can.write ? (
        <>
          <section className="card no-print" aria-labelledby="new-conclusion">
            <h2 id="new-conclusion" className="mb-3">{t('screens.new_conclusion')}</h2>
            <ConclusionForm key={conclusions.length} meetingId={meetingId} units={units} isBusy={verb.isBusy} onSubmit={(content) => void verb.run('add-conclusion', { meetingId, ...content })} />
          </section>
          <ImportText
            meetingId={meetingId} verb={verb}
            onProposed={(importId) => {
              setConfirmedCount(null)
              setProposedId(importId)
            }}
          />
          <TaughtNames names={taught} verb={verb} />
        </>
      ) : can.compare && conclusions.length > 0 ? <CompareText meetingId={meetingId} conclusions={conclusions} /> : null}
    </div>
  )
}
