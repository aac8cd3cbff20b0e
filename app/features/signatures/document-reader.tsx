import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import ZoomIn from 'lucide-react/icons/zoom-in'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n.ts'
import { PaperViewer, type ShownPage } from '../documents/paper-viewer.tsx'

const ZOOMS = [1, 1.25, 1.5, 2] as const

interface Props {
  url: string
  page: number
  onPage: (page: number) => void
  onPageCount?: (count: number) => void
  /** Told when a page stands on the screen, all of it. */
  onShown?: (page: number) => void
  /** Beside the buttons that turn pages. */
  tools?: ReactNode
  /** Drawn over the page. */
  children?: (shown: ShownPage) => ReactNode
}

/** A document page by page, with what is placed on it; PageUp and PageDown turn pages. */
export function DocumentReader({ url, page, onPage, onPageCount, onShown, tools, children }: Props) {
  const t = useT()
  const [pageCount, setPageCount] = useState(1)
  const [zoomStep, setZoomStep] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const turn = useRef((_by: number): boolean => false)
  turn.current = (by) => {
    const to = page + by
    if (to < 1 || to > pageCount) return false
    onPage(to)
    return true
  }

  // Another page begins at its top, wherever the one before was left.
  useEffect(() => {
    const element = frame.current
    if (element !== null && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' })
  }, [page])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input:not([type="checkbox"]), textarea, select, [role="alertdialog"]') !== null
      if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
      if (by !== 0 && turn.current(by)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div ref={frame} className="grid min-w-0 gap-2">
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-1 bg-paper py-1">
        <Button aria-label={t('screens.previous_page')} disabled={page <= 1} onClick={() => turn.current(-1)}><ChevronLeft aria-hidden /></Button>
        <span className="min-w-16 text-center" aria-live="polite">{page} / {pageCount}</span>
        <Button aria-label={t('screens.next_page')} disabled={page >= pageCount} onClick={() => turn.current(1)}><ChevronRight aria-hidden /></Button>
        <Button look="quiet" aria-label={t('screens.zoom_out')} disabled={zoomStep === 0} onClick={() => setZoomStep(zoomStep - 1)}><ZoomOut aria-hidden /></Button>
        <Button look="quiet" aria-label={t('screens.zoom_in')} disabled={zoomStep === ZOOMS.length - 1} onClick={() => setZoomStep(zoomStep + 1)}><ZoomIn aria-hidden /></Button>
        {tools === undefined ? null : <div className="ml-auto flex flex-wrap gap-2">{tools}</div>}
      </div>
      <PaperViewer
        url={url} pageNumber={page} zoom={ZOOMS[zoomStep] ?? 1} onDrawn={onShown}
        onPageCount={(count) => {
          setPageCount(count)
          onPageCount?.(count)
        }}
      >
        {(shown) => (shown.page.number === page ? children?.(shown) : null)}
      </PaperViewer>
    </div>
  )
}
