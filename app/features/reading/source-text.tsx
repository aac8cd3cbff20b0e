import { useEffect, useId, useMemo, useRef } from 'react'
import type { ExtractedField, Span } from '#server/tasks/extraction/assignment.ts'
import { useT } from '../../i18n.ts'
import { scrollInside } from '../scroll-inside.ts'
import { marksOf, rowBeside, segmentsOf, withoutBlankStart, type Mark } from './text-segments.ts'
import { ruleWords } from './rule-words.ts'
import type { EditedRow } from './row-editing.ts'

/** Told apart by more than the colour: leads are bold, coordinating units underlined, deadlines in italics. */
const LOOKS: Readonly<Record<ExtractedField, string>> = {
  lead: 'bg-accent-soft font-semibold',
  coordinating: 'bg-accent-soft underline decoration-dotted underline-offset-4',
  deadlineText: 'bg-warn-soft italic',
  budgetMillionVnd: 'bg-good-soft',
  channel: 'bg-paper underline underline-offset-4',
  title: 'bg-paper',
}
export const SHOWN_FIELDS = ['lead', 'coordinating', 'deadlineText', 'budgetMillionVnd', 'channel', 'title'] as const

/** The text as it was brought in, with what each row was read from. Choosing a place chooses its row, and the other way round. */
export function SourceText({ text, rows, active, onPick, onEnter, onSelect }: {
  text: string
  rows: readonly EditedRow[]
  active: number | null
  onPick: (row: number) => void
  /** The keyboard goes on to the row. */
  onEnter: (row: number) => void
  /** Words that a person marked; null when the selection is gone. */
  onSelect: (span: Span | null) => void
}) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const segments = useMemo(() => withoutBlankStart(segmentsOf(text, marksOf(rows))), [text, rows])
  const hintId = useId()
  const reasonOf = ({ row, field }: Mark) => {
    const rule = rows[row]?.evidence?.[field]
    return rule === undefined ? undefined : ruleWords(t, rule)
  }

  useEffect(() => {
    if (active === null) return
    const piece = frame.current?.querySelector(`[data-row="${active}"]`)
    if (frame.current !== null && piece != null) scrollInside(frame.current, piece)
  }, [active])

  useEffect(() => {
    const hear = ({ target }: MouseEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined
      if (row !== undefined) onPick(Number(row))
    }
    const element = frame.current
    // A region that scrolls is scrolled by keys, too; old browsers need to be told.
    if (element !== null) element.tabIndex = 0
    element?.addEventListener('click', hear)
    return () => element?.removeEventListener('click', hear)
  }, [onPick])

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
      if (event.key === 'Enter' && active !== null) onEnter(active)
      else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') onPick(rowBeside(segments, active, event.key === 'ArrowRight' ? 1 : -1) ?? active ?? 0)
      else return
      event.preventDefault()
    }
    const element = frame.current
    element?.addEventListener('keydown', hear)
    return () => element?.removeEventListener('keydown', hear)
  }, [active, onEnter, onPick, segments])

  useEffect(() => {
    const hear = () => onSelect(spanOf(frame.current, document.getSelection()))
    document.addEventListener('selectionchange', hear)
    return () => document.removeEventListener('selectionchange', hear)
  }, [onSelect])

  return (
    <div className="grid content-start gap-2">
      <ul className="flex flex-wrap gap-2 text-sm max-sm:hidden" aria-label={t('reading.legend')}>
        {SHOWN_FIELDS.map((field) => <li key={field} className={`rounded px-2 ${LOOKS[field]}`}>{t(`reading.field.${field}`)}</li>)}
      </ul>
      <p id={hintId} className="sr-only">{t('reading.source_keys')}</p>
      <div ref={frame} role="region" aria-label={t('reading.source')} aria-describedby={hintId} className="max-h-[24dvh] sm:max-h-[30dvh] overflow-y-auto rounded-lg border border-line bg-card p-3 leading-7 break-words whitespace-pre-wrap lg:max-h-[calc(100dvh-13rem)]">
        {segments.map(({ start, text: words, mark }) => mark === null ? <span key={start} data-start={start}>{words}</span> : (
          <span
            key={start}
            data-start={start}
            data-row={mark.row}
            title={reasonOf(mark)}
            className={`cursor-pointer rounded-sm ${LOOKS[mark.field]} ${mark.row === active ? 'outline-2 outline-accent' : ''}`}
          >
            {words}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Where a selection stands in the text, by the pieces it begins and ends in. */
function spanOf(frame: HTMLElement | null, selection: Selection | null): Span | null {
  if (frame === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
  const [start, end] = [placeOf(frame, startContainer, startOffset), placeOf(frame, endContainer, endOffset)]
  return start === null || end === null || start >= end ? null : { start, end }
}

function placeOf(frame: HTMLElement, node: Node, offset: number): number | null {
  const piece = node.parentElement?.closest<HTMLElement>('[data-start]') ?? null
  if (node.nodeType !== Node.TEXT_NODE || piece === null || !frame.contains(piece)) return null
  return Number(piece.dataset['start']) + offset
}
