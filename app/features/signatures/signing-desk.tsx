import { useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'
import { BatchOutcome } from './batch-outcome.tsx'
import { ConfirmSigning } from './confirm-signing.tsx'
import { DocumentToDecide } from './document-to-decide.tsx'
import { RouteLine, type ShownStep } from './route-line.tsx'
import { firstUnseen, isSeen } from './seen-pages.ts'
import { SignBar } from './sign-bar.tsx'
import { progressOf, useBatch } from './use-batch.ts'
import { useNews } from './use-news.ts'
import { useSeenPages } from './use-seen-pages.ts'
import { WaitingList, type WaitingDocument } from './waiting-list.tsx'

export interface DeskDocument extends WaitingDocument {
  /** Null for what is no notice: it is refused elsewhere. */
  noticeId: string | null
  steps: readonly ShownStep[]
}

/** The leader's desk: read page by page, choose, sign together. */
export function SigningDesk({ documents, verb }: { documents: readonly DeskDocument[]; verb: VerbState }) {
  const t = useT()
  // Who comes for one document finds it open and chosen.
  const asked = useSearchParams()[0].get('document')
  const [openId, setOpenId] = useState(asked)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(asked === null ? [] : [asked]))
  const [pages, setPages] = useState<Readonly<Record<string, number>>>({})
  const [isAsking, setAsking] = useState(false)
  const [wasReturned, setReturned] = useState(false)
  const [seen, noteSeen] = useSeenPages()
  const { batch, refusal, sign, close, reload } = useBatch()
  const isBusy = batch?.isRunning === true
  useNews(!isBusy)
  const open = documents.find(({ requestId }) => requestId === openId) ?? documents[0]
  // What was signed or taken back meanwhile is no longer there to be chosen.
  const toSign = documents.filter(({ requestId }) => chosen.has(requestId))
  const unseen = toSign.filter((document) => !isSeen(seen, document))

  const openDocument = (document: DeskDocument | undefined) => {
    if (document === undefined) return
    setReturned(false)
    setPages((now) => ({ ...now, [document.versionId]: firstUnseen(seen, document) }))
    setOpenId(document.requestId)
  }
  const choose = (requestIds: readonly string[], isChosen: boolean) => setChosen((now) => {
    const next = new Set(now)
    for (const id of requestIds) if (isChosen) next.add(id); else next.delete(id)
    return next
  })
  const signAll = () => {
    setAsking(false)
    setReturned(false)
    setChosen(new Set())
    void sign(toSign)
  }

  return (
    <section aria-labelledby="waiting" className="grid gap-4">
      <h2 id="waiting">{t('signing.waiting', { count: documents.length })}</h2>
      {refusal === null ? null : <NoticeLine tone="alert">{refusal}</NoticeLine>}
      {wasReturned ? <NoticeLine tone="good">{t('signing.was_returned')}</NoticeLine> : null}
      {batch === null ? null : <BatchOutcome batch={batch} onClose={close} onReload={reload} />}
      {open === undefined ? <Empty>{t('signing.nothing_waits')}<br />{t('signing.nothing_hint')}</Empty> : (
        <DocumentToDecide
          url={`/documents/versions/${open.versionId}.pdf`} page={pages[open.versionId] ?? 1}
          onPage={(page) => setPages((now) => ({ ...now, [open.versionId]: page }))}
          onShown={(page) => noteSeen(open.versionId, page)}
          toReturn={open.noticeId === null || isBusy ? undefined : { noticeId: open.noticeId, versionId: open.versionId }}
          verb={verb} onReturned={() => setReturned(true)}
          above={open.steps.length === 0 ? null : <RouteLine steps={open.steps} />}
          aside={(
            <WaitingList
              documents={documents} chosen={chosen} openId={open.requestId} seen={seen} isBusy={isBusy} onChoose={choose}
              onOpen={(id) => openDocument(documents.find(({ requestId }) => requestId === id))}
            />
          )}
          below={<SignBar chosen={toSign.length} unseen={unseen.length} isBusy={isBusy} progress={isBusy ? t('signing.progress', progressOf(batch)) : null} onNextUnseen={() => openDocument(unseen[0])} onSign={() => setAsking(true)} />}
        />
      )}
      {isAsking ? <ConfirmSigning documents={toSign} onYes={signAll} onNo={() => setAsking(false)} /> : null}
    </section>
  )
}
