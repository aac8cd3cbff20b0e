import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Badge } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { scrollInside } from '../scroll-inside.ts'

interface RoomItem {
  id: string
  position: number
  title: string
  presenterName: string
  minutesPlanned: number
  papers: { paperId: string; versionId: string; title: string }[]
}

/** The agenda beside the paper. Where there is no room beside it, the current item alone until somebody asks for all. */
export function RoomAgenda({ items, currentId, openVersionId, onMove, onOpen }: {
  items: readonly RoomItem[]
  /** Null before the first item, and when the session is over. */
  currentId: string | null
  openVersionId: string | null
  /** Null for everybody who does not preside. */
  onMove: ((itemId: string) => void) | null
  onOpen: (versionId: string) => void
}) {
  const t = useT()
  const frame = useRef<HTMLElement>(null)
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    const current = frame.current?.querySelector('[aria-current="step"]')
    if (frame.current !== null && current != null) scrollInside(frame.current, current)
  }, [currentId])
  return (
    <nav ref={frame} id="agenda" aria-label={t('screens.agenda')} className="grid scroll-mt-2 content-start gap-2 lg:min-h-0 lg:overflow-y-auto lg:p-1">
      <div className="flex items-center justify-between gap-2">
        <h2>{t('screens.agenda')}</h2>
        {currentId === null || items.length < 2 ? null : (
          <Button look="quiet" className="lg:hidden" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{t(isWhole ? 'screens.current_only' : 'screens.whole_agenda', { count: items.length })}</Button>
        )}
      </div>
      <ol className="grid gap-2">
        {items.map((item) => {
          const isCurrent = item.id === currentId
          return (
            <li key={item.id} aria-current={isCurrent ? 'step' : undefined} className={`rounded-lg border p-3 ${isCurrent ? 'border-accent bg-accent-soft' : 'border-line bg-card'} ${isCurrent || isWhole || currentId === null ? '' : 'max-lg:hidden'}`}>
              {isCurrent ? <Badge tone="good">{t('screens.current_item')}</Badge> : null}
              <p className="font-semibold">{item.position}. {item.title}</p>
              <p className="text-sm text-muted">{[item.presenterName, t('screens.minutes', { count: item.minutesPlanned })].filter(Boolean).join(' · ')}</p>
              <ul>
                {item.papers.map((paper) => (
                  <li key={paper.paperId}>
                    <button type="button" className={`link min-h-11 text-left ${openVersionId === paper.versionId ? 'font-semibold' : ''}`} aria-pressed={openVersionId === paper.versionId} onClick={() => onOpen(paper.versionId)}>{paper.title}</button>
                  </li>
                ))}
              </ul>
              {onMove === null || isCurrent ? null : <Button className="mt-2 w-full" onClick={() => onMove(item.id)}>{t('screens.move_here')}</Button>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
