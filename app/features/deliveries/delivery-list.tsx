import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Badge, Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'
import { useEventWords } from './use-event-words.ts'

interface Delivery {
  id: string
  eventType: string
  eventAt: Date | string
  listener: string
  endpointName: string | null
  state: 'due' | 'delivered' | 'given_up'
  attempts: number
  nextAt: Date | string
  lastError: string | null
  deliveredAt: Date | string | null
  can: { sendAgain: boolean }
}

const TONES = { due: 'warn', delivered: 'good', given_up: 'alert' } as const

/** What was sent or could not be, why, and the means to try again. */
export function DeliveryList({ deliveries, empty }: { deliveries: readonly Delivery[]; empty: string }) {
  const t = useT()
  const { instant } = useDates()
  const eventWords = useEventWords()
  const verb = useVerb()
  const [isSent, setSent] = useState(false)

  async function sendAgain(deliveryId: string): Promise<void> {
    setSent(false)
    setSent((await verb.run('send-again', { deliveryId })) !== null)
  }

  return (
    <div className="grid gap-3">
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {isSent ? <NoticeLine tone="good">{t('desk.sent_again')}</NoticeLine> : null}
      {deliveries.length === 0 ? <Empty>{empty}</Empty> : (
        <ul className="grid gap-2">
          {deliveries.map(({ id, eventType, eventAt, listener, endpointName, state, attempts, nextAt, lastError, deliveredAt, can }) => (
            <li key={id} className="card flex flex-wrap items-center gap-3">
              <div className="min-w-0 flex-1 basis-72">
                <p className="flex flex-wrap items-center gap-2">
                  <Badge tone={TONES[state]}>{t(`desk.delivery_state.${state}`)}</Badge>
                  <span className="font-semibold">{eventWords(eventType)}</span>
                  <span className="text-sm text-muted">{instant(eventAt)}</span>
                </p>
                <p className="flex flex-wrap gap-x-4 text-sm text-muted">
                  <span>{t('desk.to', { name: endpointName ?? t(listener === 'ioc' ? 'desk.listener.ioc' : 'desk.listener.notifications') })}</span>
                  {state === 'delivered' ? null : <span>{t('desk.attempts', { count: attempts })}</span>}
                  {state === 'due' ? <span>{t('desk.next_at', { when: instant(nextAt) })}</span> : null}
                  {deliveredAt === null ? null : <span>{instant(deliveredAt)}</span>}
                </p>
                {state === 'delivered' ? null : <p className="text-sm break-words">{t('desk.delivery_reason', { reason: lastError ?? t('desk.no_reason') })}</p>}
              </div>
              {can.sendAgain ? <Button disabled={verb.isBusy} onClick={() => void sendAgain(id)}>{t('desk.send_again')}</Button> : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
