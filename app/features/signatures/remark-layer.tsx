import type { KeyboardEvent, MouseEvent } from 'react'
import { shownSize, toPagePoint, toPixels, type PagePoint, type PageView, type PixelPoint } from '#server/annotations/page-space.ts'
import { useT } from '../../i18n.ts'
import type { ShownPage } from '../documents/paper-viewer.tsx'

export interface PlacedRemark extends PagePoint {
  page: number
  text: string
}

/** One press of an arrow key, in CSS pixels. */
const STEP_PX = 8
const STEPS: Readonly<Record<string, PixelPoint>> = {
  ArrowLeft: { x: -STEP_PX, y: 0 }, ArrowRight: { x: STEP_PX, y: 0 }, ArrowUp: { x: 0, y: -STEP_PX }, ArrowDown: { x: 0, y: STEP_PX },
}

interface Props {
  shown: ShownPage
  remarks: readonly PlacedRemark[]
  chosen?: number | null
  onChoose?: (index: number) => void
  /** Absent: the pins are only looked at. */
  onPlace?: (at: PagePoint & { page: number }) => void
  onMove?: (index: number, at: PagePoint) => void
}

/** Numbered pins over a page, and where they may be placed the page itself to touch. */
export function RemarkLayer({ shown: { page, scale }, remarks, chosen = null, onChoose, onPlace, onMove }: Props) {
  const t = useT()
  const view: PageView = { size: page.sizePt, scale, rotation: page.rotation }
  const { width, height } = shownSize(view)
  const inside = ({ x, y }: PixelPoint) => toPagePoint({ x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) }, view)
  const place = ({ detail, clientX, clientY, currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const box = currentTarget.getBoundingClientRect()
    // Pressed by key, it has no place of its own.
    const at = detail === 0 && clientX === 0 && clientY === 0 ? { x: width / 2, y: height / 2 } : { x: clientX - box.left, y: clientY - box.top }
    onPlace?.({ page: page.number, ...inside(at) })
  }
  const move = (event: KeyboardEvent, index: number, { x, y }: PixelPoint) => {
    const step = STEPS[event.key]
    if (step === undefined || onMove === undefined) return
    event.preventDefault()
    onMove(index, inside({ x: x + step.x, y: y + step.y }))
  }
  return (
    <div className="absolute inset-0">
      {onPlace === undefined ? null : <button type="button" aria-label={t('signing.place_remark', { page: page.number })} className="absolute inset-0 cursor-crosshair touch-manipulation" onClick={place} />}
      {remarks.map((remark, index) => {
        if (remark.page !== page.number) return null
        const { x, y } = toPixels(remark, view)
        const number = index + 1
        return (
          <button
            key={number} type="button" data-pin={number} title={remark.text} aria-pressed={chosen === index}
            aria-label={onMove === undefined ? t('signing.remark_pin', { number, text: remark.text }) : t('signing.move_pin', { number })}
            className="absolute grid size-11 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full" style={{ left: x, top: y }}
            onClick={() => onChoose?.(index)} onKeyDown={(event) => move(event, index, { x, y })}
          >
            <span className={`grid size-8 place-items-center rounded-full border-2 border-white font-semibold text-white shadow-md ${chosen === index ? 'bg-accent ring-2 ring-accent' : 'bg-alert'}`}>{number}</span>
          </button>
        )
      })}
    </div>
  )
}
