import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'
import { DocumentReader } from './document-reader.tsx'
import { RemarkLayer, type PlacedRemark } from './remark-layer.tsx'
import { ReturnForm } from './return-form.tsx'

interface Props {
  url: string
  page: number
  onPage: (page: number) => void
  onShown?: (page: number) => void
  /** What is handed back, and by which version or revision it is known. Absent: it is only read. */
  toReturn?: { noticeId: string; versionId: string | null; revision?: number } | undefined
  verb: VerbState
  onReturned?: () => void
  /** Beside the page while nothing is returned. */
  aside?: ReactNode
  /** Above the page. */
  above?: ReactNode
  /** Under the whole while nothing is returned. */
  below?: ReactNode
}

/** What somebody is about to return; it belongs to one document and is gone with it. */
interface Returning {
  url: string
  isOn: boolean
  remarks: readonly PlacedRemark[]
  reason: string
  chosen: number | null
}

/** A document to read before it is approved or signed; a touch on "return" makes its pages a place for remarks. */
export function DocumentToDecide({ url, page, onPage, onShown, toReturn, verb, onReturned, aside, above, below }: Props) {
  const t = useT()
  const fresh: Returning = { url, isOn: false, remarks: [], reason: '', chosen: null }
  const [kept, setKept] = useState(fresh)
  const { isOn, remarks, reason, chosen } = kept.url === url ? kept : fresh
  const set = (given: Partial<Returning>) => setKept((now) => ({ ...(now.url === url ? now : fresh), ...given }))
  const change = (index: number, given: Partial<PlacedRemark>) => set({ remarks: remarks.map((remark, at) => (at === index ? { ...remark, ...given } : remark)) })
  const choose = (index: number) => {
    set({ chosen: index })
    const on = remarks[index]?.page
    if (on !== undefined && on !== page) onPage(on)
  }
  const giveBack = async () => {
    if ((await verb.run('return-notice', { ...toReturn, reason, remarks })) === null) return
    setKept(fresh)
    onReturned?.()
  }
  const isReturning = isOn && toReturn !== undefined
  return (
    <>
      <div className={isReturning || aside !== undefined ? 'grid gap-4 lg:grid-cols-[21rem_minmax(0,1fr)]' : 'mx-auto grid w-full max-w-4xl'}>
        {isReturning ? (
          <div className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-auto">
            <ReturnForm
              remarks={remarks} reason={reason} chosen={chosen} isBusy={verb.isBusy} onChoose={choose}
              onReason={(text) => set({ reason: text })} onWrite={(index, text) => change(index, { text })}
              onRemove={(index) => set({ remarks: remarks.filter((_, at) => at !== index), chosen: null })}
              onCancel={() => set({ isOn: false })} onReturn={() => void giveBack()}
            />
          </div>
        ) : aside}
        <div className="grid min-w-0 content-start gap-3">
          {isReturning ? null : above}
          <DocumentReader
            key={url} url={url} page={page} onPage={onPage} {...(onShown === undefined ? {} : { onShown })}
            tools={toReturn === undefined || isReturning ? undefined : <Button look="danger" onClick={() => set({ isOn: true })}>{t('signing.return')}</Button>}
          >
            {(shown) => (isReturning ? (
              <RemarkLayer
                shown={shown} remarks={remarks} chosen={chosen} onChoose={choose} onMove={change}
                onPlace={(at) => set({ remarks: [...remarks, { ...at, text: '' }], chosen: remarks.length })}
              />
            ) : null)}
          </DocumentReader>
        </div>
      </div>
      {isReturning ? null : below}
    </>
  )
}
