import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n.ts'
import { PaperViewer } from './paper-viewer.tsx'

/** A document page by page, nothing written on it. Drawn by ourselves: tablets show no PDF inside a page. */
export function PaperToRead({ url }: { url: string }) {
  const t = useT()
  const [page, setPage] = useState(1)
  const [pageCount, setPageCount] = useState(1)
  const shown = Math.min(page, pageCount)
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-2">
      {pageCount === 1 ? null : (
        <div className="flex items-center gap-1">
          <Button aria-label={t('screens.previous_page')} disabled={shown <= 1} onClick={() => setPage(shown - 1)}><ChevronLeft aria-hidden /></Button>
          <span className="min-w-20 text-center" aria-live="polite">{shown} / {pageCount}</span>
          <Button aria-label={t('screens.next_page')} disabled={shown >= pageCount} onClick={() => setPage(shown + 1)}><ChevronRight aria-hidden /></Button>
        </div>
      )}
      <PaperViewer url={url} pageNumber={shown} zoom={1} onPageCount={setPageCount} />
    </div>
  )
}
