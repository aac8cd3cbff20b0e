import { useState } from 'react'
import type { ExtractionWarning, Span } from '#server/tasks/extraction/assignment.ts'
import { Button } from '../../components/button.tsx'
import { useDates, useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'
import { after, historyOf, undone } from './edit-history.ts'
import { addFromText, mergeWithPrevious, splitRow, type EditedRow } from './row-editing.ts'
import { RowCard } from './row-card.tsx'
import { SourceText } from './source-text.tsx'
import { WarningList } from './warning-list.tsx'

export interface Proposal {
  id: string
  sourceName: string
  sourceText: string
  createdAt: Date | string
  rows: Omit<EditedRow, 'isChosen'>[]
  warnings: ExtractionWarning[]
}

/**
 * A text and the rows read from it, side by side. A person looks at each row, corrects it, ticks it, and only then it
 * is a conclusion.
 */
export function ImportReview({ proposal, units, verb }: { proposal: Proposal; units: readonly { id: string; name: string }[]; verb: VerbState }) {
  const t = useT()
  const { instant } = useDates()
  const [history, setHistory] = useState(() => historyOf<EditedRow[]>(proposal.rows.map((row) => ({ ...row, isChosen: row.kind === 'assignment' }))))
  const rows = history.now
  const [active, setActive] = useState<number | null>(null)
  const [selected, setSelected] = useState<Span | null>(null)
  const chosen = rows.filter(({ isChosen }) => isChosen)
  const restructure = (next: EditedRow[]) => setHistory((before) => after(before, next, null))
  const change = (index: number, edit: Partial<EditedRow>) => setHistory((before) => after(
    before, before.now.map((row, at) => (at === index ? { ...row, ...edit } : row)), `${index}: ${Object.keys(edit).join()}`,
  ))
  return (
    <section className="card grid gap-3 border-accent" aria-labelledby={`import-${proposal.id}`}>
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={`import-${proposal.id}`} className="mr-auto">{t('screens.rows_to_confirm', { count: rows.length })}</h2>
        <span className="text-sm text-muted">{[proposal.sourceName, instant(proposal.createdAt)].filter(Boolean).join(' · ')}</span>
      </div>
      <WarningList warnings={proposal.warnings} />
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="grid content-start gap-2 lg:sticky lg:top-2 lg:self-start">
          <SourceText text={proposal.sourceText} rows={rows} active={active} onPick={setActive} onSelect={setSelected} />
          <div className="flex flex-wrap gap-2">
            <Button
              disabled={selected === null}
              // The selection must outlive the press.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => { if (selected !== null) restructure(addFromText(rows, proposal.sourceText, selected)) }}
            >
              {t('reading.add_selected')}
            </Button>
            <Button look="quiet" disabled={history.past.length === 0} onClick={() => setHistory(undone)}>{t('reading.undo')}</Button>
          </div>
        </div>
        <ol className="grid content-start gap-3">
          {rows.map((row, index) => (
            <RowCard
              key={`${row.section}-${index}`} row={row} isFirst={index === 0} isActive={index === active} units={units}
              onChange={(edit) => change(index, edit)}
              onSplit={(at) => restructure(splitRow(rows, index, at))}
              onMerge={() => restructure(mergeWithPrevious(rows, index))}
              onActivate={() => setActive(index)}
            />
          ))}
        </ol>
      </div>
      <div className="sticky bottom-0 flex flex-wrap gap-2 border-t border-line bg-card py-2">
        <Button
          look="primary"
          disabled={chosen.length === 0 || verb.isBusy}
          onClick={() => void verb.run('confirm-import', {
            importId: proposal.id,
            rows: chosen.map(({ text, deadlineText, dueOn, units: named }) => ({ text, deadlineText, dueOn, units: named.map(({ duty, orgUnitId, nameAsWritten }) => ({ duty, orgUnitId, nameAsWritten })) })),
          })}
        >
          {t('screens.confirm_rows', { count: chosen.length })}
        </Button>
        <Button look="danger" onClick={() => void verb.run('discard-import', { importId: proposal.id })}>{t('screens.discard')}</Button>
      </div>
    </section>
  )
}
