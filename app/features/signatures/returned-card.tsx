import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useDates, useT } from '../../i18n.ts'
import { DocumentReader } from './document-reader.tsx'
import { RemarkLayer } from './remark-layer.tsx'

export interface Returned {
  id: string
  stage: 'approval' | 'signature'
  returnedBy: string
  returnedAt: Date | string
  reason: string
  remarks: readonly { number: number; page: number; xPt: number; yPt: number; text: string }[]
}

/** What was said when the notice was handed back: in words, and on the pages as they were then. */
export function ReturnedCard({ returned, isOpen = false }: { returned: Returned; isOpen?: boolean }) {
  const t = useT()
  const { instant } = useDates()
  const { id, stage, returnedBy, returnedAt, reason, remarks } = returned
  const [page, setPage] = useState(remarks[0]?.page ?? 1)
  const [chosen, setChosen] = useState<number | null>(null)
  const [isShown, setShown] = useState(isOpen && remarks.length > 0)
  const show = (index: number) => {
    setChosen(index)
    setShown(true)
    setPage(remarks[index]?.page ?? 1)
  }
  return (
    <section className="card grid gap-3 border-warn" aria-label={t('signing.returned_by', { person: returnedBy, when: instant(returnedAt) })}>
      <h2>{t('signing.returned_by', { person: returnedBy, when: instant(returnedAt) })} <span className="font-normal text-muted">({t(`signing.return_stage.${stage}`)})</span></h2>
      {reason === '' ? null : <p className="rounded-lg bg-warn-soft px-4 py-3 whitespace-pre-line text-warn">{reason}</p>}
      {remarks.length === 0 ? null : (
        <div className={isShown ? 'grid gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]' : 'grid gap-3'}>
          <div className="grid content-start gap-2">
            <h3 className="font-semibold">{t('signing.remarks', { count: remarks.length })}</h3>
            <ol className="grid gap-2">
              {remarks.map(({ number, page: on, text }, index) => (
                <li key={number}>
                  <button type="button" aria-pressed={chosen === index} className={`flex min-h-12 w-full items-start gap-3 rounded-lg border p-2 text-left hover:border-accent ${chosen === index ? 'border-accent bg-accent-soft' : 'border-line'}`} onClick={() => show(index)}>
                    <span className={`grid size-8 shrink-0 place-items-center rounded-full font-semibold text-white ${chosen === index ? 'bg-accent' : 'bg-alert'}`}>{number}</span>
                    <span className="min-w-0 self-center break-words whitespace-pre-line">{t('signing.remark_words', { page: on, text })}</span>
                  </button>
                </li>
              ))}
            </ol>
            <Button className="w-fit" aria-expanded={isShown} onClick={() => setShown(!isShown)}>{t(isShown ? 'signing.hide_pages' : 'signing.show_pages')}</Button>
          </div>
          {isShown ? (
            <div className="min-w-0 rounded-lg bg-paper p-2">
              <DocumentReader url={`/notices/returns/${id}`} page={page} onPage={setPage}>
                {(shown) => <RemarkLayer shown={shown} remarks={remarks} chosen={chosen} onChoose={setChosen} />}
              </DocumentReader>
            </div>
          ) : null}
        </div>
      )}
    </section>
  )
}

/** Returns of earlier rounds, folded away: the history stays. */
export function EarlierReturns({ returns }: { returns: readonly Returned[] }) {
  const t = useT()
  if (returns.length === 0) return null
  return (
    <details>
      <summary className="min-h-12 cursor-pointer content-center text-accent">{t('signing.earlier_returns', { count: returns.length })}</summary>
      <div className="mt-2 grid gap-3">{returns.map((returned) => <ReturnedCard key={returned.id} returned={returned} />)}</div>
    </details>
  )
}
