import { useId, useState } from 'react'
import { REPORT_CHARS_MAX } from '#server/tasks/task.ts'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { Badge, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'

interface Props {
  task: {
    id: string
    percent: number
    myDuty: 'lead' | 'coordinating' | null
    can: { accept: boolean; report: boolean; complete: boolean }
  }
}

type Done = 'accepted' | 'reported' | 'completed'

/** What the reader's unit does with the task now: accept, report, complete. Nothing for somebody who only watches. */
export function TaskWork({ task }: Props) {
  const t = useT()
  const verb = useVerb()
  const sliderId = useId()
  const [percent, setPercent] = useState(task.percent)
  const [text, setText] = useState('')
  const [done, setDone] = useState<Done | null>(null)
  const { can, myDuty } = task
  if (myDuty === null) return null

  async function send(name: 'accept-task' | 'report-progress' | 'complete-task', input: object, what: Done): Promise<void> {
    setDone(null)
    if ((await verb.run(name, { taskId: task.id, ...input })) === null) return
    setDone(what)
    setText('')
  }

  const isWordless = text.trim() === ''
  return (
    <section className="card no-print grid gap-4" aria-label={t('desk.your_part')}>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="mr-auto">{t('desk.your_part')}</h2>
        <Badge tone={myDuty === 'lead' ? 'info' : 'plain'}>{t(myDuty === 'lead' ? 'task.lead' : 'task.coordinating')}</Badge>
      </div>
      {can.accept ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="mr-auto text-muted">{t('desk.accept_first')}</p>
          <Button look="primary" disabled={verb.isBusy} onClick={() => void send('accept-task', {}, 'accepted')}>{t('task.accept')}</Button>
        </div>
      ) : null}
      {can.report ? (
        <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void send('report-progress', { percent, text }, 'reported') }}>
          <div className="grid gap-1">
            <label htmlFor={sliderId} className="font-semibold">{t('task.percent')}: <output htmlFor={sliderId}>{percent}%</output></label>
            <input id={sliderId} type="range" min={0} max={100} value={percent} onChange={({ target }) => setPercent(target.valueAsNumber)} className="h-12 w-full accent-accent" />
          </div>
          <TextArea
            label={t('task.report_text')} value={text} required maxLength={REPORT_CHARS_MAX}
            problem={verb.fields['text'] === undefined ? undefined : t('desk.check_field')}
            onChange={({ target }) => setText(target.value)}
            {...(can.complete ? { hint: t('desk.complete_hint') } : {})}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" disabled={verb.isBusy || isWordless}>{t('task.report')}</Button>
            {can.complete ? <Button disabled={verb.isBusy || isWordless} onClick={() => { if (window.confirm(t('desk.complete_sure'))) void send('complete-task', { text }, 'completed') }}>{t('task.complete')}</Button> : null}
          </div>
        </form>
      ) : null}
      {!can.accept && !can.report && done === null && verb.refusal === null ? <p className="text-muted">{t('task.state.completed')}</p> : null}
      {done === null ? null : <NoticeLine tone="good">{t(`desk.${done}`)}</NoticeLine>}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
    </section>
  )
}
