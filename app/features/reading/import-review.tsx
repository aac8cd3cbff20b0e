import { useCallback, useEffect, useRef, useState } from 'react'
import type { Standing } from '#server/minutes/compare-rows.ts'
import type { ExtractionWarning, Span } from '#server/tasks/extraction/assignment.ts'
import { Button } from '../../components/button.tsx'
import { Tick } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'
import { scrollBehaviour } from '../scroll-inside.ts'
import { after, historyOf, undone } from './edit-history.ts'
import { MissingConclusions, type KeptConclusion } from './missing-conclusions.tsx'
import { doubtsOf, isTakenAtFirst } from './row-doubts.ts'
import { addBlank, addFromText, mergeWithPrevious, splitRow, type EditedRow, type EditedUnit } from './row-editing.ts'
import { RowCard } from './row-card.tsx'
import { SourceText } from './source-text.tsx'
import { WarningList } from './warning-list.tsx'

export interface Proposal {
  id: string
  sourceName: string
  sourceText: string
  createdAt: Date | string
  rows: (Omit<EditedRow, 'isChosen' | 'existing'> & { existing: Standing | null })[]
  warnings: ExtractionWarning[]
  missingIds: string[]
}

interface Props {
  proposal: Proposal
  /** What the rows may replace; a text without a meeting has none. */
  conclusions?: readonly KeptConclusion[]
  units: readonly { id: string; name: string }[]
  /** Just read: the screen goes there. */
  isNew: boolean
  isBusy: boolean
  confirmLabel: (chosen: readonly EditedRow[]) => string
  /** The rows as the person left them, and the conclusions to take out. */
  onConfirm: (rows: readonly ReviewedRow[], removals: readonly Kept[]) => void
  onDiscard: () => void
  /** Why the last attempt was refused, said where the button is. */
  refusal?: string | null
}

interface Kept { conclusionId: string; revision: number }

export interface ReviewedRow extends Pick<EditedRow, 'text' | 'deadlineText' | 'dueOn'> {
  units: Pick<EditedUnit, 'duty' | 'orgUnitId' | 'nameAsWritten'>[]
  replaces: Kept | null
}

const NO_CONCLUSIONS: readonly KeptConclusion[] = []

/**
 * A text and the rows read from it, side by side. A person looks at each row, corrects it, ticks it, and only then it
 * is a conclusion or a task.
 */
export function ImportReview({ proposal, conclusions = NO_CONCLUSIONS, units, isNew, isBusy, confirmLabel, onConfirm, onDiscard, refusal = null }: Props) {
  const t = useT()
  const { instant } = useDates()
  const [history, setHistory] = useState(() => historyOf<EditedRow[]>(proposal.rows.map((row) => ({ ...row, isChosen: isTakenAtFirst(row) }))))
  const rows = history.now
  const [active, setActive] = useState<number | null>(null)
  const [open, setOpen] = useState<number | null>(null)
  const [selected, setSelected] = useState<Span | null>(null)
  const [removedIds, setRemovedIds] = useState<readonly string[]>([])
  const heading = useScrollWhenNew(isNew)
  const list = useRef<HTMLOListElement>(null)
  const enter = useCallback((row: number) => list.current?.children[row]?.querySelector('input')?.focus(), [])

  const chosen = rows.filter(({ isChosen, text }) => isChosen && text.trim() !== '')
  const removals = conclusions.filter(({ id }) => removedIds.includes(id)).map(({ id, revision }) => ({ conclusionId: id, revision }))
  const doubtful = rows.flatMap((row, index) => (doubtsOf(row).length > 0 ? [index] : []))
  const restructure = (next: EditedRow[]) => setHistory((before) => after(before, next, null))
  const change = (index: number, edit: Partial<EditedRow>) => setHistory((before) => after(
    before, before.now.map((row, at) => (at === index ? { ...row, ...edit } : row)), `${index}: ${Object.keys(edit).join()}`,
  ))
  const confirm = () => onConfirm(chosen.map(({ text, deadlineText, dueOn, units: named, existing }) => ({
    text, deadlineText, dueOn, units: named.map(({ duty, orgUnitId, nameAsWritten }) => ({ duty, orgUnitId, nameAsWritten })),
    replaces: existing == null ? null : { conclusionId: existing.conclusionId, revision: existing.revision },
  })), removals)
  return (
    <section className="card no-print grid gap-3 border-accent" aria-labelledby={`import-${proposal.id}`}>
      <div className="flex flex-wrap items-center gap-3">
        <h2 ref={heading} tabIndex={-1} id={`import-${proposal.id}`} className="mr-auto">{t('screens.rows_to_confirm', { count: rows.length })}</h2>
        <span className="text-sm text-muted">{[proposal.sourceName, instant(proposal.createdAt)].filter(Boolean).join(' · ')}</span>
      </div>
      <WarningList warnings={proposal.warnings} />
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="sticky top-0 z-10 grid content-start gap-2 self-start bg-card pb-1 lg:top-2">
          <SourceText text={proposal.sourceText} rows={rows} active={active} onPick={setActive} onEnter={enter} onSelect={setSelected} />
          <div className="flex flex-wrap gap-2">
            <Button
              disabled={selected === null}
              // The selection must outlive the press.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => { if (selected !== null) restructure(addFromText(rows, proposal.sourceText, selected)) }}
            >
              {t('reading.add_selected')}
            </Button>
            <Button look="quiet" disabled={history.past.length === 0} onClick={() => {
              setHistory(undone)
              // What was open may be another row now.
              setOpen(null)
            }}>{t('reading.undo')}</Button>
          </div>
        </div>
        <div className="grid content-start gap-3">
          <Tick label={t('reading.choose_all')} checked={rows.every(({ isChosen }) => isChosen)} onChange={({ target }) => restructure(rows.map((row) => ({ ...row, isChosen: target.checked })))} />
          <ol ref={list} className="grid content-start gap-3">
            {rows.map((row, index) => (
              <RowCard
                key={`${row.section}-${index}`} row={row} isFirst={index === 0} isActive={index === active} isOpen={index === open} units={units}
                onChange={(edit) => change(index, edit)}
                onSplit={(at) => restructure(splitRow(rows, index, at))}
                onMerge={() => { restructure(mergeWithPrevious(rows, index)); setOpen(index - 1) }}
                onActivate={() => setActive(index)}
                onOpen={(isOpen) => setOpen(isOpen ? index : null)}
              />
            ))}
          </ol>
          <Button className="justify-self-start" onClick={() => { restructure(addBlank(rows)); setOpen(rows.length); setActive(rows.length) }}>{t('reading.add_blank')}</Button>
          {/* A text that has nothing in common with them is another text, not a later wording. */}
          <MissingConclusions conclusions={rows.some(({ existing }) => existing != null) ? conclusions.filter(({ id }) => proposal.missingIds.includes(id)) : []} removedIds={removedIds} onChange={setRemovedIds} />
        </div>
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap gap-2 rounded-b-xl border-t border-line bg-card px-4 py-2 sm:-mx-5 sm:px-5">
        {refusal === null ? null : <div className="w-full"><NoticeLine tone="alert">{refusal}</NoticeLine></div>}
        <Button look="primary" disabled={chosen.length + removals.length === 0 || isBusy} onClick={confirm}>{confirmLabel(chosen)}</Button>
        {doubtful.length === 0 ? null : (
          <Button onClick={() => setActive(doubtful.find((index) => index > (active ?? -1)) ?? doubtful[0] ?? null)}>{t('reading.next_doubt', { count: doubtful.length })}</Button>
        )}
        <Button look="danger" className="ml-auto" onClick={() => { if (window.confirm(t('reading.discard_sure'))) onDiscard() }}>{t('screens.discard')}</Button>
      </div>
    </section>
  )
}

/** Brings a heading and the keyboard to it, once. */
function useScrollWhenNew(isNew: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isNew) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start', behavior: scrollBehaviour() })
  }, [isNew])
  return heading
}
