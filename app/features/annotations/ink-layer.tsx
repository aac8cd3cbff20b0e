import { useEffect, useRef } from 'react'
import { pixelTransform, shownSize, toPagePoint, type PagePoint, type PageSize, type PageView, type Rotation } from '#server/annotations/page-space.ts'
import { INK_COLOURS } from '#server/annotations/stroke.ts'
import { fillLine, isTouched, OutlineCache, outlineOf } from './ink-drawing.ts'
import type { InkRoomHandle } from './ink-room.ts'
import { PenInput } from './pen-input.ts'
import { StrokeInHand } from './stroke-in-hand.ts'

export type InkTool = 'pen' | 'highlighter' | 'eraser'
export type InkLayerChoice = 'shared' | 'own'

export interface InkLayerProps {
  pageIndex: number
  pageSizePt: PageSize
  /** CSS pixels per point. */
  scale: number
  rotation: Rotation
  /** Both are drawn; null while it is not open. */
  sharedRoom: InkRoomHandle | null
  ownRoom: InkRoomHandle | null
  /** Where new strokes go, and from where the eraser takes. */
  writesTo: InkLayerChoice
  tool: InkTool
  /** Index in `INK_COLOURS`. */
  colour: number
  isWriting: boolean
}

/** iPadOS refuses larger canvases, and several of them share 256 MB. */
const CANVAS_PIXELS_MAX = 8_000_000
const ERASER_RADIUS_PX = 10

/** The ink over one page: finished strokes on one canvas, strokes in the making on another. */
export function InkLayer(props: InkLayerProps) {
  const finished = useRef<HTMLCanvasElement>(null)
  const wet = useRef<HTMLCanvasElement>(null)
  // Pointer events come faster than renders; they read what is true now.
  const now = useRef(props)
  now.current = props
  const { pageIndex, sharedRoom, ownRoom, scale, rotation, pageSizePt, isWriting, tool } = props
  const { widthPt, heightPt } = pageSizePt
  const { width, height } = shownSize({ size: pageSizePt, scale, rotation })
  const density = densityOf(width, height)

  useEffect(() => {
    const drawing = startDrawing(now, finished, wet)
    const stops = [sharedRoom?.subscribe(drawing.ask), ownRoom?.subscribe(drawing.ask)]
    const stopInput = wet.current === null ? undefined : listenToPen(wet.current, now, drawing)
    drawing.ask()
    return () => {
      for (const stop of stops) stop?.()
      stopInput?.()
      drawing.stop()
    }
  }, [pageIndex, sharedRoom, ownRoom, scale, rotation, widthPt, heightPt, density])

  const size = { width: Math.round(width * density), height: Math.round(height * density) }
  const style = { position: 'absolute', inset: 0, width, height } as const
  return (
    <>
      <canvas ref={finished} {...size} style={{ ...style, pointerEvents: 'none' }} aria-hidden="true" data-ink="finished" />
      <canvas
        ref={wet}
        {...size}
        aria-hidden="true"
        data-ink="wet"
        style={{
          ...style,
          pointerEvents: isWriting ? 'auto' : 'none',
          touchAction: 'none',
          cursor: tool === 'eraser' ? 'cell' : 'crosshair',
        }}
      />
    </>
  )
}

interface Drawing {
  /** Draws once in the next frame, however often it is asked. */
  ask: () => void
  stop: () => void
  hand: StrokeInHand
}

type Now = { readonly current: InkLayerProps }

function startDrawing(now: Now, finished: { current: HTMLCanvasElement | null }, wet: { current: HTMLCanvasElement | null }): Drawing {
  const outlines = new OutlineCache()
  const hand = new StrokeInHand()
  let shown: readonly object[] | null = null
  let frame: number | null = null

  function drawFinished(): void {
    const { sharedRoom, ownRoom, pageIndex } = now.current
    const strokes = [...(sharedRoom?.strokes(pageIndex) ?? []), ...(ownRoom?.strokes(pageIndex) ?? [])]
    if (shown !== null && shown.length === strokes.length && shown.every((stroke, index) => stroke === strokes[index])) return
    shown = strokes
    const context = cleared(finished.current, now.current)
    if (context === null) return
    for (const stroke of strokes) fillLine(context, stroke, outlines.of(stroke))
  }

  function drawWet(): void {
    const context = cleared(wet.current, now.current)
    if (context === null) return
    for (const line of now.current.sharedRoom?.liveStrokes(now.current.pageIndex) ?? []) {
      fillLine(context, line, outlineOf({ ...line, hasPressure: true }, false))
    }
    if (hand.line !== null) fillLine(context, hand.line, outlineOf(hand.line, false))
  }

  function ask(): void {
    frame ??= requestAnimationFrame(() => {
      frame = null
      drawFinished()
      drawWet()
    })
  }

  function stop(): void {
    if (frame !== null) cancelAnimationFrame(frame)
    frame = null
  }

  return { ask, stop, hand }
}

function cleared(canvas: HTMLCanvasElement | null, view: InkLayerProps): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d') ?? null
  if (canvas === null || context === null) return null
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'source-over'
  context.clearRect(0, 0, canvas.width, canvas.height)
  const { width, height } = shownSize(viewOf(view))
  const density = densityOf(width, height)
  const [a, b, c, d, e, f] = pixelTransform(viewOf(view))
  context.setTransform(a * density, b * density, c * density, d * density, e * density, f * density)
  return context
}

function listenToPen(surface: HTMLCanvasElement, now: Now, { hand, ask }: Drawing): () => void {
  const pagePointOf = (event: PointerEvent): PagePoint => {
    const box = surface.getBoundingClientRect()
    return toPagePoint({ x: event.clientX - box.left, y: event.clientY - box.top }, viewOf(now.current))
  }
  const room = () => (now.current.writesTo === 'shared' ? now.current.sharedRoom : now.current.ownRoom)
  const eraseAt = (events: readonly PointerEvent[]) => {
    const open = room()
    const radiusPt = ERASER_RADIUS_PX / now.current.scale
    for (const tip of events.map(pagePointOf)) {
      const touched = open?.strokes(now.current.pageIndex).filter((stroke) => open.isOwn(stroke.key) && isTouched(stroke, tip, radiusPt))
      if (touched !== undefined && touched.length > 0) open?.erase(now.current.pageIndex, touched.map((stroke) => stroke.key))
    }
  }
  const pointsOf = (events: readonly PointerEvent[]) => events.map((event) => ({ ...pagePointOf(event), pressure: event.pressure || 0.5 }))

  const pen = new PenInput({
    begin(events, hasPressure) {
      const { tool, colour, pageIndex, writesTo } = now.current
      if (tool === 'eraser') return eraseAt(events)
      hand.begin({ room: room(), isShown: writesTo === 'shared', pageIndex, tool, colour: colour % INK_COLOURS.length, hasPressure })
      hand.extend(pointsOf(events))
      ask()
    },
    extend(events) {
      if (now.current.tool === 'eraser') return eraseAt(events)
      hand.extend(pointsOf(events))
      ask()
    },
    end() {
      hand.end()
      ask()
    },
    giveUp() {
      hand.giveUp()
      ask()
    },
    pan: (dx, dy) => scrollerOf(surface)?.scrollBy(-dx, -dy),
  })
  const hear = {
    pointerdown: (event: PointerEvent) => pen.down(event, surface),
    pointermove: (event: PointerEvent) => pen.move(event),
    pointerup: (event: PointerEvent) => pen.up(event),
    pointercancel: (event: PointerEvent) => pen.up(event),
  }
  for (const [type, hearer] of Object.entries(hear)) surface.addEventListener(type, hearer as EventListener)
  return () => {
    for (const [type, hearer] of Object.entries(hear)) surface.removeEventListener(type, hearer as EventListener)
    hand.end()
  }
}

function viewOf({ pageSizePt, scale, rotation }: InkLayerProps): PageView {
  return { size: pageSizePt, scale, rotation }
}

function densityOf(width: number, height: number): number {
  const device = typeof window === 'undefined' ? 1 : window.devicePixelRatio || 1
  return Math.min(device, Math.sqrt(CANVAS_PIXELS_MAX / Math.max(1, width * height)))
}

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at
  }
  return document.scrollingElement
}
