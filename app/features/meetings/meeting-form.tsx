import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Choice, TextArea, TextField, Tick } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

const KINDS = ['advisory', 'problem_solving', 'professional', 'briefing', 'review'] as const

export interface MeetingDraft {
  title: string
  kind: (typeof KINDS)[number]
  purpose: string
  content: string
  requests: string
  place: string
  /** `YYYY-MM-DDTHH:mm` in the deployment's zone. */
  startAt: string
  endAt: string
  isUrgent: boolean
  chairId: string
}

const BLANK: MeetingDraft = {
  title: '', kind: 'problem_solving', purpose: '', content: '', requests: '', place: '', startAt: '', endAt: '', isUrgent: false, chairId: '',
}

/** What an invitation has to state by Decision 45/2018/QĐ-TTg, in the order of the law. */
export function MeetingForm({ leaders, draft = BLANK, verb, cancel, onSubmit }: {
  leaders: readonly { userId: string; name: string; title: string }[]
  draft?: MeetingDraft
  verb: VerbState
  /** The way out without saving. */
  cancel?: ReactNode
  onSubmit: (input: MeetingDraft) => void
}) {
  const t = useT()
  const [edited, setEdited] = useState(draft)
  const bind = (name: keyof MeetingDraft) => ({
    name,
    value: String(edited[name]),
    problem: verb.fields[name] === undefined ? undefined : t('screens.check_field'),
    onChange: ({ target }: { target: { value: string } }) => setEdited((now) => ({ ...now, [name]: target.value })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(edited)
  }
  return (
    <form onSubmit={submit} className="card grid gap-4 md:grid-cols-2">
      <div className="md:col-span-2"><TextField label={t('screens.meeting_title')} required maxLength={300} {...bind('title')} /></div>
      <Choice label={t('screens.meeting_kind')} {...bind('kind')}>
        {KINDS.map((kind) => <option key={kind} value={kind}>{t(`screens.meeting_kind.${kind}`)}</option>)}
      </Choice>
      <Choice label={t('screens.chair')} required {...bind('chairId')}>
        {draft.chairId === '' ? <option value="">{t('screens.choose')}</option> : null}
        {leaders.map(({ userId, name, title }) => <option key={userId} value={userId}>{[name, title].filter(Boolean).join(', ')}</option>)}
      </Choice>
      <TextField label={t('screens.start_at')} type="datetime-local" required {...bind('startAt')} />
      <TextField label={t('screens.end_at')} type="datetime-local" required {...bind('endAt')} />
      <div className="md:col-span-2"><TextField label={t('screens.place')} required {...bind('place')} /></div>
      <div className="md:col-span-2"><TextArea label={t('screens.content')} required {...bind('content')} /></div>
      <TextArea label={t('screens.optional', { label: t('screens.purpose') })} {...bind('purpose')} />
      <TextArea label={t('screens.optional', { label: t('screens.requests') })} hint={t('screens.requests_hint')} {...bind('requests')} />
      <Tick label={t('screens.is_urgent')} checked={edited.isUrgent} onChange={({ target }) => setEdited((now) => ({ ...now, isUrgent: target.checked }))} />
      {verb.refusal === null ? null : <div className="md:col-span-2"><NoticeLine tone="alert">{verb.refusal}</NoticeLine></div>}
      <div className="flex flex-wrap gap-2 md:col-span-2">
        <Button type="submit" look="primary" disabled={verb.isBusy}>{t('screens.save')}</Button>
        {cancel}
      </div>
    </form>
  )
}
