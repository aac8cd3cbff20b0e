import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { differingPages, type PagePair } from './compare-pages.ts'

type State = { kind: 'idle' } | { kind: 'comparing'; page: number; pageCount: number } | { kind: 'compared'; pairs: PagePair[] } | { kind: 'failed' }

/** The pages that look different since a signature, then and now side by side; drawn when asked for. */
export function PageChanges({ file, signedBytes }: { file: Blob; signedBytes: number }) {
  const t = useT()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  async function compare(): Promise<void> {
    const stopping = new AbortController()
    stop.current = stopping
    setState({ kind: 'comparing', page: 1, pageCount: 1 })
    try {
      const pairs = await differingPages(file, signedBytes, { onPage: (page, pageCount) => setState({ kind: 'comparing', page, pageCount }), signal: stopping.signal })
      setState({ kind: 'compared', pairs })
    } catch {
      if (!stopping.signal.aborted) setState({ kind: 'failed' })
    }
  }

  if (state.kind === 'idle') return <Button className="no-print mt-2" onClick={() => void compare()}>{t('verification.pages_compare')}</Button>
  if (state.kind === 'comparing') return <p role="status" className="mt-2 text-muted">{t('verification.pages_comparing', { page: state.page, pageCount: state.pageCount })}</p>
  if (state.kind === 'failed') return <NoticeLine tone="warn">{t('verification.pages_failed')}</NoticeLine>
  if (state.pairs.length === 0) return <NoticeLine tone="good">{t('verification.pages_same')}</NoticeLine>
  return (
    <section className="mt-2 grid gap-4" aria-label={t('verification.pages')}>
      <h3 className="font-semibold">{t('verification.pages')}</h3>
      {state.pairs.map(({ page, then, now }) => (
        <div key={page} className="grid grid-cols-2 gap-3">
          <PagePicture caption={t('verification.page_then', { page })} src={then} missing={t('verification.page_new')} />
          <PagePicture caption={t('verification.page_now', { page })} src={now} missing="" />
        </div>
      ))}
    </section>
  )
}

function PagePicture({ caption, src, missing }: { caption: string; src: string | null; missing: string }) {
  return (
    <figure className="grid content-start gap-1">
      <figcaption className="text-sm text-muted">{caption}</figcaption>
      {src === null ? <p className="rounded border border-dashed border-line p-4 text-muted">{missing}</p> : <img src={src} alt={caption} className="w-full border border-line bg-white" />}
    </figure>
  )
}
