import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

interface DraftedNotice {
  revision: number
  subject: string
  opening: string
  closing: string
  recipients: string[]
  capacityLines: string[]
  signer: { name: string }
  approver: { name: string }
}

/** The words around the conclusions. A first draft is composed from the meeting; everything may be changed before it is submitted. */
export function DraftPanel({ meetingId, notice, canSubmit, verb }: { meetingId: string; notice: DraftedNotice | null; canSubmit: boolean; verb: VerbState }) {
  const t = useT()
  if (notice === null) {
    return (
      <section className="card grid gap-3">
        <p>{t('screens.no_draft_yet')}</p>
        <Button look="primary" className="w-fit" disabled={verb.isBusy} onClick={() => void verb.run('draft-notice', { meetingId })}>{t('screens.draft_notice')}</Button>
      </section>
    )
  }
  return <LatestDraft {...{ meetingId, notice, canSubmit, verb }} />
}

interface DraftProps { meetingId: string; notice: DraftedNotice; canSubmit: boolean; verb: VerbState }

/** Keeps what is being written when somebody else saves a newer draft, says so, and opens theirs when asked. */
function LatestDraft(props: DraftProps) {
  const t = useT()
  const { revision } = props.notice
  const [held, setHeld] = useState(revision)
  const [openings, setOpenings] = useState(0)
  const openNewer = () => {
    setHeld(revision)
    setOpenings(openings + 1)
  }
  return (
    <>
      {held >= revision ? null : (
        <NoticeLine tone="warn">
          {t('screens.draft_newer')} <Button onClick={openNewer}>{t('screens.draft_open_newer')}</Button>
        </NoticeLine>
      )}
      <DraftForm key={openings} {...props} revision={held} onSaved={setHeld} />
    </>
  )
}

function DraftForm({ meetingId, notice, canSubmit, verb, revision, onSaved }: DraftProps & { revision: number; onSaved: (revision: number) => void }) {
  const t = useT()
  const [words, setWords] = useState({
    subject: notice.subject, opening: notice.opening, closing: notice.closing,
    recipients: notice.recipients.join('\n'), capacityLines: notice.capacityLines.join('\n'),
  })
  const bind = (name: keyof typeof words) => ({
    value: words[name],
    onChange: ({ target }: { target: { value: string } }) => setWords((now) => ({ ...now, [name]: target.value })),
  })
  const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)
  const save = () => verb.run<{ revision: number }>('draft-notice', {
    meetingId, revision, subject: words.subject, opening: words.opening, closing: words.closing,
    recipients: lines(words.recipients), capacityLines: lines(words.capacityLines),
  }).then((saved) => {
    if (saved !== null) onSaved(saved.revision)
    return saved
  })
  return (
    <section className="card grid gap-3" aria-label={t('screens.draft_notice')}>
      <TextArea label={t('screens.notice_subject')} rows={2} {...bind('subject')} />
      <TextArea label={t('screens.notice_opening')} rows={5} {...bind('opening')} />
      <TextArea label={t('screens.notice_closing')} rows={3} {...bind('closing')} />
      <div className="grid gap-3 md:grid-cols-2">
        <TextArea label={t('screens.recipients')} hint={t('screens.one_per_line')} rows={5} {...bind('recipients')} />
        <TextArea label={t('screens.capacity_lines')} hint={t('screens.one_per_line')} rows={5} {...bind('capacityLines')} />
      </div>
      <p className="text-sm text-muted">{t('screens.signs_and_approves', { signer: notice.signer.name, approver: notice.approver.name })}</p>
      <div className="flex flex-wrap gap-2">
        <Button disabled={verb.isBusy} onClick={() => void save()}>{t('screens.save')}</Button>
        {canSubmit ? (
          <Button look="primary" disabled={verb.isBusy} onClick={() => void save().then((done) => (done === null ? null : verb.run('submit-notice', { meetingId })))}>
            {t('screens.submit_for_approval')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
