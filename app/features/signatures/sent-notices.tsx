import { Link } from '@remix-run/react'
import { useState } from 'react'
import { REASON_CHARS_MAX } from '#server/workflows/approval.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Badge, Empty } from '../../components/notice-line.tsx'
import { Question } from '../../components/question.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'
import { RouteWords, type ShownStep } from './route-line.tsx'

export interface SentNotice {
  noticeId: string
  meetingId: string
  subject: string
  notation: string | null
  state: 'drafting' | 'waiting_approval' | 'returned' | 'approved' | 'numbered' | 'signed' | 'issued'
  steps: readonly ShownStep[]
  canWithdraw: boolean
}

/** What the secretary submitted: where it lies, since when, and who is next. */
export function SentNotices({ notices, verb }: { notices: readonly SentNotice[]; verb: VerbState }) {
  const t = useT()
  return (
    <section aria-labelledby="sent" className="grid gap-3">
      <h2 id="sent">{t('signing.sent', { count: notices.length })}</h2>
      {notices.length === 0 ? <Empty>{t('signing.nothing_sent')}</Empty> : (
        <ul className="grid gap-2">
          {notices.map((notice) => (
            <li key={notice.noticeId} className="card flex flex-wrap items-center gap-x-4 gap-y-2">
              <Link to={`/meetings/${notice.meetingId}/notice`} className="grid min-w-64 flex-1 gap-1 hover:text-accent">
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={notice.state === 'returned' ? 'alert' : 'info'}>{t(`screens.notice_state.${notice.state}`)}</Badge>
                  {notice.notation === null ? null : <span className="text-sm text-muted">{notice.notation}</span>}
                </span>
                <span className="font-semibold">{notice.subject}</span>
                <RouteWords steps={notice.steps} />
              </Link>
              {notice.canWithdraw ? <WithdrawButton noticeId={notice.noticeId} verb={verb} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Takes a submitted notice back, after a question that says what follows. */
export function WithdrawButton({ noticeId, verb }: { noticeId: string; verb: VerbState }) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = () => {
    setAsking(false)
    void verb.run('withdraw-notice', { noticeId, reason })
  }
  return (
    <>
      <Button disabled={verb.isBusy} onClick={() => setAsking(true)}>{t('signing.withdraw')}</Button>
      {isAsking ? (
        <Question title={t('signing.withdraw_sure')} onNo={() => setAsking(false)}>
          <p>{t('signing.withdraw_hint')}</p>
          <TextField label={t('signing.withdraw_reason')} value={reason} maxLength={REASON_CHARS_MAX} onChange={({ target }) => setReason(target.value)} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>{t('screens.cancel')}</Button>
            <Button look="danger" onClick={withdraw}>{t('signing.withdraw')}</Button>
          </div>
        </Question>
      ) : null}
    </>
  )
}
