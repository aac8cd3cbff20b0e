import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import PenLine from 'lucide-react/icons/pen-line'
import ZoomIn from 'lucide-react/icons/zoom-in'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n.ts'
import { InkLayer, type InkLayerChoice, type InkTool } from '../annotations/ink-layer.tsx'
import type { InkRoomHandle, OpenInkRoom } from '../annotations/ink-room.ts'
import { InkToolbar, type InkToolbarKey } from '../annotations/ink-toolbar.tsx'
import { KeptInkRooms } from '../annotations/kept-ink-rooms.ts'
import { PaperViewer } from './paper-viewer.tsx'

const ZOOMS = [1, 1.25, 1.5, 2, 3] as const

/** A paper to read and to write on: pages, zoom, shared and own ink. */
export function PaperWithInk({ versionId, userId, page, onPage }: { versionId: string; userId: string; page: number; onPage: (page: number) => void }) {
  const t = useT()
  const [pageCount, setPageCount] = useState(1)
  const [zoomStep, setZoomStep] = useState(0)
  const [isWriting, setWriting] = useState(false)
  const [tool, setTool] = useState<InkTool>('pen')
  const [colour, setColour] = useState(0)
  const [writesTo, setWritesTo] = useState<InkLayerChoice>('own')
  const rooms = useInkRooms(versionId, userId)
  const room = rooms === null ? null : rooms[writesTo]
  const state = useInkState(room)
  const turn = (to: number) => onPage(Math.min(Math.max(to, 1), pageCount))

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null
      if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'PageDown') turn(page + 1)
      else if (event.key === 'PageUp') turn(page - 1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  return (
    <div className="grid gap-2">
      <div className="sticky top-0 z-10 grid gap-1 bg-paper py-1">
        <div className="flex flex-wrap items-center gap-1">
          <Button aria-label={t('screens.previous_page')} disabled={page <= 1} onClick={() => turn(page - 1)}><ChevronLeft aria-hidden /></Button>
          <span className="min-w-20 text-center" aria-live="polite">{page} / {pageCount}</span>
          <Button aria-label={t('screens.next_page')} disabled={page >= pageCount} onClick={() => turn(page + 1)}><ChevronRight aria-hidden /></Button>
          <Button look="quiet" aria-label={t('screens.zoom_out')} disabled={zoomStep === 0} onClick={() => setZoomStep(zoomStep - 1)}><ZoomOut aria-hidden /></Button>
          <Button look="quiet" aria-label={t('screens.zoom_in')} disabled={zoomStep === ZOOMS.length - 1} onClick={() => setZoomStep(zoomStep + 1)}><ZoomIn aria-hidden /></Button>
          <Button look={isWriting ? 'primary' : 'plain'} aria-pressed={isWriting} onClick={() => setWriting(!isWriting)}><PenLine aria-hidden size={20} />{t('screens.write')}</Button>
        </div>
        {isWriting ? (
          <InkToolbar
            t={t as (key: InkToolbarKey) => string} tool={tool} colour={colour} writesTo={writesTo} state={state}
            onTool={setTool} onColour={setColour} onWritesTo={setWritesTo} onUndo={() => room?.undo()} onRedo={() => room?.redo()}
          />
        ) : null}
      </div>
      <PaperViewer url={`/documents/versions/${versionId}.pdf`} pageNumber={page} zoom={ZOOMS[zoomStep] ?? 1} onPageCount={setPageCount}>
        {({ page: shown, scale }) => (
          <InkLayer
            pageIndex={page - 1} pageSizePt={shown.sizePt} scale={scale} rotation={shown.rotation}
            sharedRoom={rooms?.shared ?? null} ownRoom={rooms?.own ?? null}
            writesTo={writesTo} tool={tool} colour={colour} isWriting={isWriting}
          />
        )}
      </PaperViewer>
    </div>
  )
}

interface InkRooms {
  shared: InkRoomHandle
  own: InkRoomHandle
}

const keptRooms = new KeptInkRooms()

/** Both layers of a version, open as long as it is on the screen, and until what was drawn is saved. */
function useInkRooms(versionId: string, userId: string): InkRooms | null {
  const [rooms, setRooms] = useState<InkRooms | null>(null)
  useEffect(() => {
    const shared: OpenInkRoom = { room: { versionId, layer: 'shared' }, userId }
    const own: OpenInkRoom = { room: { versionId, layer: 'own', ownerId: userId }, userId }
    setRooms({ shared: keptRooms.take(shared), own: keptRooms.take(own) })
    return () => {
      keptRooms.leave(shared)
      keptRooms.leave(own)
      setRooms(null)
    }
  }, [versionId, userId])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (keptRooms.hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])
  return rooms
}

function useInkState(room: InkRoomHandle | null) {
  return useSyncExternalStore(
    (hear) => room?.subscribe(hear) ?? (() => undefined),
    () => room?.state() ?? null,
    () => null,
  )
}
