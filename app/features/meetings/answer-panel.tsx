import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Badge, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'

/** Accept, or say that one cannot come and why. May be changed until the meeting opens. */
export function AnswerPanel({ meetingId, me }: { meetingId: string; me: { reply: 'none' | 'accepted' | 'declined' | null } }) {
  const t = useT()
  const verb = useVerb()
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const answer = (reply: 'accepted' | 'declined') =>
    void verb.run('answer-invitation', { meetingId, reply, ...(reply === 'declined' ? { reason } : {}) }).then((done) => {
      if (done !== null) setDeclining(false)
    })
  return (
    <section className="card grid gap-3" aria-label={t('screens.your_answer')}>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="mr-auto">{t('screens.your_answer')}</h2>
        {me.reply === null || me.reply === 'none' ? null : <Badge tone={me.reply === 'accepted' ? 'good' : 'alert'}>{t(`screens.reply.${me.reply}`)}</Badge>}
        <Button look="primary" disabled={verb.isBusy} onClick={() => answer('accepted')}>{t('screens.accept')}</Button>
        <Button aria-expanded={isDeclining} onClick={() => setDeclining(!isDeclining)}>{t('screens.decline')}</Button>
      </div>
      {isDeclining ? (
        <form
          className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end"
          onSubmit={(event) => {
            event.preventDefault()
            answer('declined')
          }}
        >
          <TextField label={t('screens.decline_reason')} required autoFocus value={reason} onChange={({ target }) => setReason(target.value)} />
          <Button type="submit" look="danger" disabled={verb.isBusy}>{t('screens.send_decline')}</Button>
        </form>
      ) : null}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
    </section>
  )
}
