import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Choice, TextArea, TextField } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'

export interface FormUnit { duty: 'lead' | 'coordinating'; orgUnitId: string | null; nameAsWritten: string }

export interface ConclusionDraft {
  text: string
  deadlineText: string | null
  dueOn: string | null
  units: readonly FormUnit[]
}

/** One conclusion by hand: words, who leads, who helps, until when. */
export function ConclusionForm({ meetingId, units, draft, isBusy, onSubmit, onCancel }: {
  meetingId: string
  units: readonly { id: string; name: string }[]
  draft?: ConclusionDraft
  isBusy: boolean
  onSubmit: (content: ConclusionDraft) => void
  onCancel?: () => void
}) {
  const t = useT()
  const [text, setText] = useState(draft?.text ?? '')
  const [dueOn, setDueOn] = useState(draft?.dueOn ?? '')
  const [deadlineText, setDeadlineText] = useState(draft?.deadlineText ?? '')
  const [named, setNamed] = useState<readonly FormUnit[]>(
    (draft?.units ?? []).map(({ duty, orgUnitId, nameAsWritten }) => ({ duty, orgUnitId, nameAsWritten })))
  const nameOf = (unit: FormUnit) => unit.nameAsWritten || (units.find(({ id }) => id === unit.orgUnitId)?.name ?? '')
  const reader = useVerb({ reload: false })
  // What is filled in already stays; the reading adds to it.
  const read = () => void reader.run<ConclusionDraft>('read-conclusion', { meetingId, text }).then((found) => {
    if (found === null) return
    const isNamed = (unit: FormUnit) => named.some((one) => (unit.orgUnitId === null ? one.nameAsWritten === unit.nameAsWritten : one.orgUnitId === unit.orgUnitId))
    setNamed([...named, ...found.units.filter((unit) => !isNamed(unit)).map(({ duty, orgUnitId, nameAsWritten }) => ({ duty, orgUnitId, nameAsWritten }))])
    if (dueOn === '') setDueOn(found.dueOn ?? '')
    if (deadlineText === '') setDeadlineText(found.deadlineText ?? '')
  })
  const add = (duty: FormUnit['duty'], orgUnitId: string) => {
    if (orgUnitId === '' || named.some((unit) => unit.orgUnitId === orgUnitId)) return
    setNamed([...named, { duty, orgUnitId, nameAsWritten: '' }])
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit({ text, dueOn: dueOn === '' ? null : dueOn, deadlineText: deadlineText.trim() === '' ? null : deadlineText, units: named })
      }}
    >
      <TextArea label={t('screens.conclusion_text')} required rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      <Button className="justify-self-start" disabled={text.trim() === '' || reader.isBusy} onClick={read}>{t('reading.read_fields')}</Button>
      {reader.refusal === null ? null : <NoticeLine tone="alert">{reader.refusal}</NoticeLine>}
      <div className="grid gap-3 md:grid-cols-2">
        {(['lead', 'coordinating'] as const).map((duty) => (
          <div key={duty} className="grid content-start gap-2">
            <Choice label={t(duty === 'lead' ? 'screens.lead_unit' : 'screens.coordinating_units')} value="" onChange={({ target }) => add(duty, target.value)}>
              <option value="">{t('screens.add_unit')}</option>
              {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Choice>
            <ul className="grid gap-1">
              {named.map((unit, index) => unit.duty !== duty ? null : (
                <li key={`${nameOf(unit)}-${index}`} className="flex items-center gap-2">
                  <span className="flex-1">{nameOf(unit)}</span>
                  <Button look="quiet" aria-label={t('screens.remove_named', { name: nameOf(unit) })} onClick={() => setNamed(named.filter((_, at) => at !== index))}>{t('screens.remove')}</Button>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <TextField label={t('screens.due_on')} type="date" value={dueOn} onChange={({ target }) => setDueOn(target.value)} />
        <TextField label={t('screens.deadline_words')} value={deadlineText} onChange={({ target }) => setDeadlineText(target.value)} />
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={isBusy}>{t('screens.save')}</Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t('screens.cancel')}</Button>}
      </div>
    </form>
  )
}
