import { useEffect, useRef, useState, type ReactNode } from 'react'
import { shownSize } from '#server/annotations/page-space.ts'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { openPdf, type PdfPage, type PdfPaper } from './pdf-paper.ts'

/** iPadOS goes blank above 16 million canvas pixels; half of that leaves room for the ink. */
const CANVAS_PIXELS_MAX = 8_000_000

export interface ShownPage {
  page: PdfPage
  scale: number
}

/** One page of a paper, as wide as its room. `children` is drawn over it, in the same place. */
export function PaperViewer({ url, pageNumber, zoom, onPageCount, onDrawn, children }: {
  url: string
  /** From 1. */
  pageNumber: number
  /** 1: as wide as there is room. */
  zoom: number
  onPageCount: (count: number) => void
  /** Told when a page stands on the screen, all of it. */
  onDrawn?: ((pageNumber: number) => void) | undefined
  children?: (shown: ShownPage) => ReactNode
}) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [paper, setPaper] = useState<PdfPaper | null>(null)
  const [page, setPage] = useState<PdfPage | null>(null)
  const [widthPx, setWidthPx] = useState(0)
  const [problem, setProblem] = useState(false)
  const report = useRef(onPageCount)
  report.current = onPageCount
  const tellDrawn = useRef(onDrawn)
  tellDrawn.current = onDrawn

  useEffect(() => {
    let isGone = false
    let opened: PdfPaper | null = null
    setPaper(null)
    setPage(null)
    setProblem(false)
    openPdf(url).then(
      (made) => {
        if (isGone) return made.close()
        opened = made
        setPaper(made)
        report.current(made.pageCount)
      },
      // A paper already left says nothing about the one that is open now.
      () => { if (!isGone) setProblem(true) },
    )
    return () => {
      isGone = true
      opened?.close()
    }
  }, [url])

  useEffect(() => {
    if (paper === null) return undefined
    let isGone = false
    const number = Math.min(Math.max(pageNumber, 1), paper.pageCount)
    paper.page(number).then((made) => { if (!isGone) setPage(made) }, () => { if (!isGone) setProblem(true) })
    return () => void (isGone = true)
  }, [paper, pageNumber])

  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const measure = () => setWidthPx(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const scale = page === null || widthPx === 0 ? 0 : (widthPx / naturalWidth(page)) * zoom
  useEffect(() => {
    if (page === null || scale === 0 || canvas.current === null) return undefined
    const { width, height } = shownSize({ size: page.sizePt, scale, rotation: page.rotation })
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(CANVAS_PIXELS_MAX / (width * height)))
    const stop = new AbortController()
    page.draw(canvas.current, scale, density, stop.signal).then(
      () => { if (!stop.signal.aborted) tellDrawn.current?.(page.number) },
      (thrown: unknown) => { if (!stop.signal.aborted) setProblem(thrown instanceof Error) },
    )
    return () => stop.abort()
  }, [page, scale])

  const shown = page === null || scale === 0 ? null : shownSize({ size: page.sizePt, scale, rotation: page.rotation })
  return (
    <div ref={frame} className="overflow-auto" data-page={pageNumber}>
      {problem ? <NoticeLine tone="alert">{t('screens.paper_unreadable')}</NoticeLine> : null}
      {page === null && !problem ? <p role="status" className="p-8 text-center text-muted">{t('screens.opening_paper')}</p> : null}
      <div className="relative mx-auto bg-white shadow" style={shown === null ? { display: 'none' } : { width: shown.width, height: shown.height }}>
        <canvas ref={canvas} role="img" aria-label={t('screens.page_of_paper', { page: pageNumber })} style={shown === null ? {} : { width: shown.width, height: shown.height }} />
        {page === null || scale === 0 ? null : children?.({ page, scale })}
      </div>
    </div>
  )
}

function naturalWidth({ sizePt, rotation }: PdfPage): number {
  return rotation === 90 || rotation === 270 ? sizePt.heightPt : sizePt.widthPt
}
