import { useRef } from 'react'
import { isGeneralParty } from '#server/minutes/conclusion.ts'
import { Button } from '../../components/button.tsx'
import { TextArea, TextField } from '../../components/field.tsx'
import { Badge } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { isUnsure } from './row-doubts.ts'
import type { EditedRow, EditedUnit } from './row-editing.ts'
import { ruleWords } from './rule-words.ts'
import { SHOWN_FIELDS } from './source-text.tsx'

interface Props {
  row: EditedRow
  isFirst: boolean
  units: readonly { id: string; name: string }[]
  onChange: (edit: Partial<EditedRow>) => void
  onSplit: (at: number) => void
  onMerge: () => void
}

/** Every field of a row, to be corrected; and the row cut in two or joined to the one before. */
export function RowEditor({ row, isFirst, units, onChange, onSplit, onMerge }: Props) {
  const t = useT()
  const caret = useRef(0)
  const reasons = SHOWN_FIELDS.flatMap((field) => {
    const rule = row.evidence?.[field]
    return rule === undefined ? [] : [`${t(`reading.field.${field}`)}: ${ruleWords(t, rule)}`]
  })
  return (
    <div className="grid gap-3">
      <TextArea
        label={t('screens.conclusion_text')} value={row.text} rows={rowsFor(row.text)}
        onChange={({ target }) => onChange({ text: target.value })}
        onSelect={({ currentTarget }) => (caret.current = currentTarget.selectionStart)}
      />
      {(['lead', 'coordinating'] as const).map((duty) => <UnitsOfDuty key={duty} {...{ duty, row, units, onChange }} />)}
      <div className="grid gap-2 sm:grid-cols-2">
        <TextField label={t('screens.due_on')} type="date" value={row.dueOn ?? ''} onChange={({ target }) => onChange({ dueOn: target.value === '' ? null : target.value })} />
        <TextField label={t('screens.deadline_words')} value={row.deadlineText ?? ''} onChange={({ target }) => onChange({ deadlineText: target.value === '' ? null : target.value })} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {/* Pressing must not take the cursor out of the text before it is read. */}
        <Button onPointerDown={(event) => event.preventDefault()} onClick={() => onSplit(caret.current)}>{t('reading.split')}</Button>
        {isFirst ? null : <Button onClick={onMerge}>{t('reading.merge')}</Button>}
      </div>
      {reasons.length === 0 ? null : (
        <details className="text-sm text-muted">
          <summary className="min-h-11 cursor-pointer content-center">{t('reading.why')}</summary>
          <ul className="list-disc pl-6">{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </details>
      )}
    </div>
  )
}

function UnitsOfDuty({ duty, row, units, onChange }: Pick<Props, 'row' | 'units' | 'onChange'> & { duty: EditedUnit['duty'] }) {
  const t = useT()
  const add = (id: string) => {
    const chosen = units.find((unit) => unit.id === id)
    if (chosen !== undefined) onChange({ units: [...row.units, { duty, orgUnitId: chosen.id, nameAsWritten: chosen.name, matchedName: chosen.name, confidence: 1 }] })
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">{t(duty === 'lead' ? 'screens.lead_unit' : 'screens.coordinating_units')}</legend>
      {row.units.map((unit, at) => unit.duty !== duty ? null : (
        <UnitChoice
          key={`${unit.nameAsWritten}-${at}`} unit={unit} units={units}
          onChoose={(orgUnitId) => onChange({ units: row.units.map((one, place) => (place === at ? { ...one, orgUnitId, confidence: 1 } : one)) })}
          onRemove={() => onChange({ units: row.units.filter((_one, place) => place !== at) })}
        />
      ))}
      <select className="field text-muted" value="" aria-label={t(`reading.add_${duty}`)} onChange={({ target }) => add(target.value)}>
        <option value="">{t(`reading.add_${duty}`)}…</option>
        {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </fieldset>
  )
}

/** A name of the text and the unit of today that it is taken for. */
function UnitChoice({ unit, units, onChoose, onRemove }: { unit: EditedUnit; units: Props['units']; onChoose: (orgUnitId: string | null) => void; onRemove: () => void }) {
  const t = useT()
  const wasTaught = unit.matchedBy === 'taught' && units.some(({ id, name }) => id === unit.orgUnitId && name === unit.matchedName)
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        “{unit.nameAsWritten}”
        {wasTaught ? <Badge tone="plain">{t('reading.taught')}</Badge> : null}
        {isUnsure(unit) ? <Badge tone="warn">{t('screens.look_twice')}</Badge> : null}
      </p>
      <div className="flex items-center gap-1">
        <select className="field min-w-0 flex-1" aria-label={t('screens.unit_for', { name: unit.nameAsWritten })} value={unit.orgUnitId ?? ''} onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}>
          <option value="">{t(isGeneralParty(unit.nameAsWritten) ? 'reading.general_party' : 'screens.not_in_directory')}</option>
          {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        <Button look="quiet" aria-label={t('reading.remove_unit', { name: unit.nameAsWritten })} onClick={onRemove}><span aria-hidden className="text-xl leading-none">×</span></Button>
      </div>
    </div>
  )
}

/** Enough lines to see the whole of an ordinary row. */
function rowsFor(text: string): number {
  return Math.min(12, Math.max(2, Math.ceil(text.length / 48)))
}
