import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea, TextField, Tick } from '../../components/field.tsx'
import { Badge } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import type { EditedRow } from './row-editing.ts'
import { SHOWN_FIELDS } from './source-text.tsx'

/** Below this the matcher itself is in doubt, and the person is asked to look. */
const SURE = 0.8

/** One proposed row, to be taken, corrected, cut in two or joined to the one before. */
export function RowCard({ row, isFirst, isActive, units, onChange, onSplit, onMerge, onActivate }: {
  row: EditedRow
  isFirst: boolean
  isActive: boolean
  units: readonly { id: string; name: string }[]
  onChange: (edit: Partial<EditedRow>) => void
  onSplit: (at: number) => void
  onMerge: () => void
  onActivate: () => void
}) {
  const t = useT()
  const card = useRef<HTMLLIElement>(null)
  const caret = useRef(0)
  const activate = useRef(onActivate)
  activate.current = onActivate
  useEffect(() => {
    const hear = () => activate.current()
    const element = card.current
    element?.addEventListener('focusin', hear)
    return () => element?.removeEventListener('focusin', hear)
  }, [])
  useEffect(() => {
    if (isActive && card.current?.contains(document.activeElement) === false) card.current.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [isActive])
  const reasons = SHOWN_FIELDS.flatMap((field) => {
    const rule = row.evidence?.[field]
    return rule === undefined ? [] : [`${t(`reading.field.${field}`)}: ${rule}`]
  })
  return (
    <li ref={card} className={`grid gap-2 rounded-lg border p-3 ${isActive ? 'border-accent bg-accent-soft/40' : 'border-line'} ${row.isChosen ? '' : 'opacity-70'}`}>
      <div className="flex flex-wrap items-center gap-3">
        <Tick label={t('screens.take_row', { section: row.section })} checked={row.isChosen} onChange={({ target }) => onChange({ isChosen: target.checked })} />
        {row.kind === 'assignment' ? null : <Badge tone="plain">{t('screens.not_an_assignment')}</Badge>}
        {row.budgetMillionVnd == null ? null : <Badge tone="good">{t('reading.budget', { amount: row.budgetMillionVnd })}</Badge>}
        {(row.channel ?? []).length === 0 ? null : <span className="text-sm text-muted">{t('reading.through', { names: (row.channel ?? []).join(', ') })}</span>}
      </div>
      <TextArea
        label={t('screens.conclusion_text')} value={row.text}
        onChange={({ target }) => onChange({ text: target.value })}
        onSelect={({ currentTarget }) => (caret.current = currentTarget.selectionStart)}
      />
      <ul className="grid gap-1">
        {row.units.map((unit, at) => (
          <li key={`${unit.nameAsWritten}-${at}`} className="flex flex-wrap items-center gap-2 text-sm">
            <span className="text-muted">{t(unit.duty === 'lead' ? 'screens.lead_unit' : 'screens.coordinating_units')}:</span>
            <span>{unit.nameAsWritten}</span>
            {unit.matchedBy === 'taught' && units.some(({ id, name }) => id === unit.orgUnitId && name === unit.matchedName) ? <Badge tone="plain">{t('reading.taught')}</Badge> : null}
            {unit.orgUnitId !== null && unit.confidence < SURE ? <Badge tone="warn">{t('screens.look_twice')}</Badge> : null}
            <span className="flex min-w-52 flex-1 items-center gap-1">
              <select
                className="field w-auto min-w-0 flex-1"
                aria-label={t('screens.unit_for', { name: unit.nameAsWritten })}
                value={unit.orgUnitId ?? ''}
                onChange={({ target }) => onChange({ units: row.units.map((one, place) => (place === at ? { ...one, orgUnitId: target.value === '' ? null : target.value } : one)) })}
              >
                <option value="">{t('screens.not_in_directory')}</option>
                {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
              </select>
              <Button look="quiet" aria-label={t('reading.remove_unit', { name: unit.nameAsWritten })} onClick={() => onChange({ units: row.units.filter((_one, place) => place !== at) })}><span aria-hidden className="text-xl leading-none">×</span></Button>
            </span>
          </li>
        ))}
        <li className="flex flex-wrap gap-2">
          {(['lead', 'coordinating'] as const).map((duty) => (
            <select
              key={duty} className="field w-auto min-w-40 flex-1 text-sm" value="" aria-label={t(`reading.add_${duty}`)}
              onChange={({ target }) => {
                const chosen = units.find(({ id }) => id === target.value)
                if (chosen !== undefined) onChange({ units: [...row.units, { duty, orgUnitId: chosen.id, nameAsWritten: chosen.name, matchedName: chosen.name, confidence: 1 }] })
              }}
            >
              <option value="">{t(`reading.add_${duty}`)}</option>
              {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
          ))}
        </li>
      </ul>
      <div className="grid gap-2 sm:grid-cols-2">
        <TextField label={t('screens.due_on')} type="date" value={row.dueOn ?? ''} onChange={({ target }) => onChange({ dueOn: target.value === '' ? null : target.value })} />
        <TextField label={t('screens.deadline_words')} value={row.deadlineText ?? ''} onChange={({ target }) => onChange({ deadlineText: target.value === '' ? null : target.value })} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="quiet" onClick={() => onSplit(caret.current)}>{t('reading.split')}</Button>
        {isFirst ? null : <Button look="quiet" onClick={onMerge}>{t('reading.merge')}</Button>}
      </div>
      {reasons.length === 0 ? null : (
        <details className="text-sm text-muted">
          <summary className="min-h-11 cursor-pointer content-center">{t('reading.why')}</summary>
          <ul className="list-disc pl-6">{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </details>
      )}
    </li>
  )
}
