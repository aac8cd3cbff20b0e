import Hand from 'lucide-react/icons/hand'
import { Button } from '../../components/button.tsx'
import { Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'

interface Speech { requestId: string; name: string; unitName: string; isMine: boolean }

interface Props {
  meetingId: string
  speakers: { speaking: Speech | null; queue: Speech[]; can: { raise: boolean; call: boolean } }
}

/** Who speaks, who waits in the server's order, and one's own hand. */
export function SpeakersPanel({ meetingId, speakers }: Props) {
  const t = useT()
  const verb = useVerb()
  const { speaking, queue, can } = speakers
  const mine = queue.find(({ isMine }) => isMine)
  return (
    <section id="speakers" className="card grid scroll-mt-2 gap-3" aria-labelledby="speakers-title">
      <h2 id="speakers-title">{t('screens.speakers')}</h2>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {speaking === null ? null : (
        <div className="rounded-lg bg-good-soft p-3">
          <p className="text-sm text-good">{t('screens.speaking_now')}</p>
          <p className="font-semibold">{speaking.name}</p>
          {can.call || speaking.isMine ? <Button className="mt-2" onClick={() => void verb.run('finish-speech', { requestId: speaking.requestId })}>{t('screens.finish_speech')}</Button> : null}
        </div>
      )}
      {queue.length === 0 ? <Empty>{t('screens.no_hands')}</Empty> : (
        <ol className="grid gap-2">
          {queue.map(({ requestId, name, unitName }, index) => (
            <li key={requestId} className="flex items-center gap-2">
              <span className="flex-1">{index + 1}. <span className="font-semibold">{name}</span><br /><span className="text-sm text-muted">{unitName}</span></span>
              {can.call ? <Button onClick={() => void verb.run('call-speaker', { requestId })}>{t('screens.call_speaker')}</Button> : null}
            </li>
          ))}
        </ol>
      )}
      {mine !== undefined ? <Button onClick={() => void verb.run('lower-hand', { requestId: mine.requestId })}>{t('screens.lower_hand')}</Button>
        : can.raise ? <Button look="primary" onClick={() => void verb.run('raise-hand', { meetingId })}><Hand aria-hidden size={20} />{t('screens.raise_hand')}</Button> : null}
    </section>
  )
}
