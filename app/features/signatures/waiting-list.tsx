import { useEffect, useRef } from 'react'
import { BATCH_MAX } from '#server/signatures/signature.ts'
import { Badge } from '../../components/notice-line.tsx'
import { useDates, useT, type T } from '../../i18n.ts'
import { scrollInside } from '../scroll-inside.ts'
import { seenCount, type SeenPages } from './seen-pages.ts'
import type { DocumentToSign } from './use-batch.ts'

export interface WaitingDocument extends DocumentToSign {
  kind: 'person' | 'seal'
  requestedAt: Date | string
}

interface Props {
  documents: readonly WaitingDocument[]
  chosen: ReadonlySet<string>
  openId: string | null
  seen: SeenPages
  isBusy: boolean
  onChoose: (requestIds: readonly string[], isChosen: boolean) => void
  onOpen: (requestId: string) => void
}

/** What waits for the signature: a box to choose it, and beside it the place to touch to read it. */
export function WaitingList({ documents, chosen, openId, seen, isBusy, onChoose, onOpen }: Props) {
  const t = useT()
  const { instant } = useDates()
  const frame = useRef<HTMLDivElement>(null)
  // The list scrolls by itself where it stands beside the page; the page stays where it is.
  useEffect(() => {
    const [list, row] = [frame.current, frame.current?.querySelector<HTMLElement>('[aria-current="true"]')?.closest('li')]
    if (list === null || row == null) return
    scrollInside(list, row)
  }, [openId])
  const batch = documents.slice(0, BATCH_MAX)
  const areAll = batch.every(({ requestId }) => chosen.has(requestId))
  return (
    <div ref={frame} className="grid content-start gap-2 lg:sticky lg:top-2 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-auto lg:p-0.5">
      {documents.length < 2 ? null : (
        <label className="flex min-h-12 items-center gap-3 px-3">
          <input type="checkbox" className="size-6 accent-accent" checked={areAll} disabled={isBusy} onChange={() => onChoose((areAll ? documents : batch).map(({ requestId }) => requestId), !areAll)} />
          <span>{batch.length < documents.length ? t('signing.choose_first', { count: batch.length }) : t('signing.choose_all')}</span>
        </label>
      )}
      <ul className="grid gap-2">
        {documents.map(({ requestId, title, notation, kind, requestedAt, versionId, pageCount }) => (
          <li key={requestId} className={`flex items-stretch rounded-xl border bg-card ${openId === requestId ? 'border-accent ring-1 ring-accent' : 'border-line'}`}>
            <label className="grid min-w-12 place-items-center">
              <input type="checkbox" className="size-6 accent-accent" aria-label={t('signing.choose', { title: notation ?? title })} checked={chosen.has(requestId)} disabled={isBusy} onChange={({ target }) => onChoose([requestId], target.checked)} />
            </label>
            <button type="button" aria-current={openId === requestId} className="min-h-14 flex-1 rounded-r-xl py-2 pr-3 text-left hover:bg-accent-soft" onClick={() => onOpen(requestId)}>
              <span className="flex flex-wrap items-center gap-2 text-sm">
                {notation === null ? null : <span className="font-semibold">{notation}</span>}
                {kind === 'seal' ? <Badge tone="info">{t('signing.kind.seal')}</Badge> : null}
                <SeenBadge t={t} seen={seenCount(seen, versionId, pageCount)} count={pageCount} />
              </span>
              <span className="mt-1 line-clamp-3 block font-semibold">{title}</span>
              <span className="block text-sm text-muted">{t('signing.asked_since', { when: instant(requestedAt) })} · {t('signing.page_count', { count: pageCount })}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function SeenBadge({ t, seen, count }: { t: T; seen: number; count: number }) {
  if (seen >= count) return <Badge tone="good">{t('signing.seen')}</Badge>
  return <Badge tone="warn">{seen === 0 ? t('signing.seen_none') : t('signing.seen_part', { seen, count })}</Badge>
}
