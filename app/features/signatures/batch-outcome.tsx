import { Link } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Badge, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { progressOf, type Batch } from './use-batch.ts'

const TONES = { waiting: 'plain', signing: 'info', signed: 'good', refused: 'alert', unknown: 'warn' } as const

/** What became of each document of a batch, while it runs and after. */
export function BatchOutcome({ batch, onClose, onReload }: { batch: Batch; onClose: () => void; onReload: () => void }) {
  const t = useT()
  const frame = useRef<HTMLElement>(null)
  // It stands at the top; whoever confirmed may be far down a page.
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), [])
  const { documents, outcomes, isRunning, isLost } = batch
  const count = documents.length
  const stateOf = (requestId: string) => outcomes[requestId] ?? { state: 'waiting' as const }
  const signed = documents.filter(({ requestId }) => stateOf(requestId).state === 'signed').length
  const { done } = progressOf(batch)
  return (
    <section ref={frame} className="card grid scroll-mt-4 gap-3" aria-label={t('signing.desk')}>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="mr-auto" role="status">{isRunning ? t('signing.progress', { done, count }) : t('signing.finished', { signed, count })}</h2>
        {isRunning ? null : <Button onClick={onClose}>{t('signing.close_outcome')}</Button>}
      </div>
      {isRunning ? <progress className="h-3 w-full" max={count} value={done} aria-label={t('signing.progress', { done, count })} /> : null}
      {isLost ? <NoticeLine tone="warn">{t('signing.lost')} <Button className="ml-2" onClick={onReload}>{t('signing.reload')}</Button></NoticeLine> : null}
      <ul className="grid gap-1">
        {documents.map(({ requestId, title, notation, meetingId }) => {
          const outcome = stateOf(requestId)
          return (
            <li key={requestId} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-1">
              <Badge tone={TONES[outcome.state]}>{t(`signing.outcome.${outcome.state}`)}</Badge>
              <span className="min-w-48 flex-1">{notation === null ? null : <strong>{notation}: </strong>}{title}{outcome.state === 'refused' ? <span className="block text-alert" role="alert">{outcome.message}</span> : null}</span>
              {meetingId === null || isRunning ? null : <Link className="link inline-flex min-h-11 items-center" to={`/meetings/${meetingId}/notice`}>{t('signing.to_notice')}</Link>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
