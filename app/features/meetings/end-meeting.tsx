import { useNavigate } from '@remix-run/react'
import { useState, type FormEvent } from 'react'
import { REASON_CHARS_MAX } from '#server/meetings/meeting.ts'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { Question } from '../../components/question.tsx'
import { useT } from '../../i18n.ts'
import { useVerb, type VerbState } from '../use-verb.ts'

/** Calls off a meeting to which people were invited, after a question that asks for the reason they will read. */
export function CancelMeeting({ meetingId, verb }: { meetingId: string; verb: VerbState }) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  function cancel(event: FormEvent): void {
    event.preventDefault()
    // Closed before it is done, for then the button it belongs to is gone. What was written stays for another attempt.
    setAsking(false)
    void verb.run('cancel-meeting', { meetingId, reason })
  }
  return (
    <>
      <Button look="danger" disabled={verb.isBusy} onClick={() => setAsking(true)}>{t('screens.cancel_meeting')}</Button>
      {isAsking ? (
        <Question title={t('screens.cancel_meeting_sure')} onNo={() => setAsking(false)}>
          <p className="rounded-lg bg-warn-soft px-4 py-3 text-warn">{t('screens.cancel_meeting_hint')}</p>
          <form className="grid gap-4" onSubmit={cancel}>
            <TextArea label={t('screens.cancel_reason')} required value={reason} maxLength={REASON_CHARS_MAX} onChange={({ target }) => setReason(target.value)} />
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={() => setAsking(false)}>{t('screens.keep_meeting')}</Button>
              <Button look="danger" type="submit" disabled={verb.isBusy || reason.trim() === ''}>{t('screens.cancel_meeting')}</Button>
            </div>
          </form>
        </Question>
      ) : null}
    </>
  )
}

/** Deletes a draft of which nobody was told; leads to the list, because there is nothing here any more. */
export function DeleteMeeting({ meetingId }: { meetingId: string }) {
  const t = useT()
  const navigate = useNavigate()
  // Read again, the page would not be found before it is left.
  const verb = useVerb({ reload: false })
  const [isAsking, setAsking] = useState(false)
  async function remove(): Promise<void> {
    if ((await verb.run('delete-meeting', { meetingId })) !== null) navigate('/meetings', { replace: true })
  }
  return (
    <>
      <Button look="danger" disabled={verb.isBusy} onClick={() => setAsking(true)}>{t('screens.delete_meeting')}</Button>
      {isAsking ? (
        <Question title={t('screens.delete_meeting_sure')} onNo={() => setAsking(false)}>
          <p className="rounded-lg bg-warn-soft px-4 py-3 text-warn">{t('screens.delete_meeting_hint')}</p>
          {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>{t('screens.keep_meeting')}</Button>
            <Button look="danger" disabled={verb.isBusy} onClick={() => void remove()}>{t('screens.delete_meeting')}</Button>
          </div>
        </Question>
      ) : null}
    </>
  )
}
