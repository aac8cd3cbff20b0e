import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Badge, Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'
import { useEventWords } from './use-event-words.ts'

interface Endpoint {
  id: string
  name: string
  url: string
  types: string[]
  disabledAt: Date | string | null
  disabledReason: string | null
  lastDeliveredAt: Date | string | null
  waitingCount: number
  givenUpCount: number
}

/** Who hears our events, and whether they arrive. */
export function EndpointList({ endpoints, canManage }: { endpoints: readonly Endpoint[]; canManage: boolean }) {
  const t = useT()
  if (endpoints.length === 0) return <Empty>{t('desk.no_endpoints')}</Empty>
  return <ul className="grid gap-2">{endpoints.map((endpoint) => <EndpointCard key={endpoint.id} endpoint={endpoint} canManage={canManage} />)}</ul>
}

function EndpointCard({ endpoint, canManage }: { endpoint: Endpoint; canManage: boolean }) {
  const t = useT()
  const dates = useDates()
  const eventWords = useEventWords()
  const verb = useVerb()
  const [isAsking, setAsking] = useState(false)
  const { id, name, url, types, disabledAt, disabledReason, lastDeliveredAt, waitingCount, givenUpCount } = endpoint
  const isActive = disabledAt === null

  async function disable(): Promise<void> {
    await verb.run('disable-endpoint', { endpointId: id })
    setAsking(false)
  }

  return (
    <li className="card grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={isActive ? 'good' : 'plain'}>{t(isActive ? 'desk.endpoint_active' : 'desk.endpoint_disabled')}</Badge>
        <span className="font-semibold">{name}</span>
        <span className="mr-auto text-sm break-all text-muted">{url}</span>
        {isActive && canManage && !isAsking ? <Button look="danger" onClick={() => setAsking(true)}>{t('desk.disable')}</Button> : null}
      </div>
      <p className="text-sm text-muted">{types.length === 0 ? t('desk.all_types') : types.map(eventWords).join(' · ')}</p>
      <p className="flex flex-wrap gap-x-4 text-sm">
        <span>{t('desk.waiting_count', { count: waitingCount })}</span>
        <span className={givenUpCount > 0 ? 'font-semibold text-alert' : ''}>{t('desk.given_up_count', { count: givenUpCount })}</span>
        <span>{lastDeliveredAt === null ? t('desk.never_delivered') : t('desk.last_delivered', { when: dates.instant(lastDeliveredAt) })}</span>
      </p>
      {disabledAt === null ? null : (
        <p className="text-sm text-muted">{t(disabledReason === 'gone' ? 'desk.disabled_by.gone' : 'desk.disabled_by.administrator', { day: dates.day(disabledAt) })}</p>
      )}
      {isAsking && isActive ? (
        <div role="group" aria-label={t('desk.disable')} className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
          <p className="mr-auto">{t('desk.disable_ask', { name })}</p>
          <Button look="danger" disabled={verb.isBusy} onClick={() => void disable()}>{t('desk.disable')}</Button>
          <Button onClick={() => setAsking(false)}>{t('screens.cancel')}</Button>
        </div>
      ) : null}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
    </li>
  )
}
