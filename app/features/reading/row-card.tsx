import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Tick } from '../../components/field.tsx'
import { Badge } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { ConclusionFacts } from '../minutes/conclusion-text.tsx'
import { scrollBehaviour } from '../scroll-inside.ts'
import { doubtsOf, isForAll } from './row-doubts.ts'
import type { EditedRow } from './row-editing.ts'
import { RowEditor } from './row-editor.tsx'

/** One proposed row: read at a glance, ticked or not, opened to be corrected, cut in two or joined to the one before. */
export function RowCard({ row, isFirst, isActive, isOpen, units, onChange, onSplit, onMerge, onActivate, onOpen }: {
  row: EditedRow
  isFirst: boolean
  isActive: boolean
  isOpen: boolean
  units: readonly { id: string; name: string }[]
  onChange: (edit: Partial<EditedRow>) => void
  onSplit: (at: number) => void
  onMerge: () => void
  onActivate: () => void
  onOpen: (isOpen: boolean) => void
}) {
  const t = useT()
  const card = useRef<HTMLLIElement>(null)
  const editButton = useRef<HTMLButtonElement>(null)
  useRowEvents(card, onActivate, () => {
    if (!isOpen) return
    onOpen(false)
    editButton.current?.focus()
  })
  useEffect(() => {
    if (isActive && card.current?.contains(document.activeElement) === false) card.current.scrollIntoView({ block: 'nearest', behavior: scrollBehaviour() })
  }, [isActive])
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView({ block: 'start', behavior: scrollBehaviour() })
  }, [isOpen])
  const named = row.units.map((unit) => ({ ...unit, unitName: units.find(({ id }) => id === unit.orgUnitId)?.name ?? null }))
  return (
    <li ref={card} className={`grid scroll-mt-[46dvh] scroll-mb-24 gap-2 rounded-lg border p-3 lg:scroll-mt-4 ${isActive ? 'border-accent ring-1 ring-accent' : 'border-line'} ${row.isChosen ? 'bg-card' : 'bg-paper'}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tick label={t('screens.take_row', { section: row.section })} checked={row.isChosen} onChange={({ target }) => onChange({ isChosen: target.checked })} />
        <RowMarks row={row} />
        <Button
          ref={editButton} look="quiet" className="ml-auto" aria-expanded={isOpen}
          aria-label={t(isOpen ? 'reading.close_row' : 'reading.edit_row', { section: row.section })} onClick={() => onOpen(!isOpen)}
        >
          {t(isOpen ? 'reading.done' : 'screens.edit')}
        </Button>
      </div>
      {isOpen ? <RowEditor {...{ row, isFirst, units, onChange, onSplit, onMerge }} /> : (
        <>
          <p className={row.isChosen ? '' : 'text-muted'}>{row.text}</p>
          <ConclusionFacts conclusion={{ ...row, units: named }} />
        </>
      )}
      {isForAll(row) ? <p className="text-sm text-muted">{t('reading.general_party')}</p> : null}
      {doubtsOf(row).map((doubt) => <p key={doubt} className="text-sm font-semibold text-warn">{t(`reading.doubt.${doubt}`)}</p>)}
    </li>
  )
}

/** What there is to know of a row before reading it. */
function RowMarks({ row: { kind, existing, budgetMillionVnd, channel = [] } }: { row: EditedRow }) {
  const t = useT()
  const fields = (existing?.changed ?? []).map((field) => t(`reading.changed.${field}`)).join(', ')
  return (
    <>
      {kind === 'assignment' ? null : <Badge tone="plain">{t('screens.not_an_assignment')}</Badge>}
      {existing == null ? null : fields === ''
        ? <Badge tone="plain">{t('reading.existing_same', { position: existing.position })}</Badge>
        : <Badge tone="info">{t('reading.existing_changed', { position: existing.position, fields })}</Badge>}
      {budgetMillionVnd == null ? null : <Badge tone="good">{t('reading.budget', { amount: budgetMillionVnd })}</Badge>}
      {channel.length === 0 ? null : <span className="text-sm text-muted">{t('reading.through', { names: channel.join(', ') })}</span>}
    </>
  )
}

/** A row that is touched or that the keyboard comes to is the one that the text shows. Escape closes its fields, wherever in it it is pressed. */
function useRowEvents(card: { readonly current: HTMLLIElement | null }, onActivate: () => void, onEscape: () => void): void {
  const hears = useRef({ onActivate, onEscape })
  hears.current = { onActivate, onEscape }
  useEffect(() => {
    const element = card.current
    const activate = () => hears.current.onActivate()
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hears.current.onEscape()
    }
    element?.addEventListener('focusin', activate)
    element?.addEventListener('click', activate)
    element?.addEventListener('keydown', press)
    return () => {
      element?.removeEventListener('focusin', activate)
      element?.removeEventListener('click', activate)
      element?.removeEventListener('keydown', press)
    }
  }, [card])
}
