import { Button } from '../../components/button.tsx'
import { Question } from '../../components/question.tsx'
import { useT } from '../../i18n.ts'

/** Names how many documents and which, because what was signed cannot be taken back. */
export function ConfirmSigning({ documents, onYes, onNo }: { documents: readonly { requestId: string; title: string; notation: string | null }[]; onYes: () => void; onNo: () => void }) {
  const t = useT()
  const count = documents.length
  return (
    <Question title={t('signing.sure', { count })} onNo={onNo}>
      <ol className="grid max-h-[45vh] list-decimal gap-1 overflow-auto pl-8">
        {documents.map(({ requestId, title, notation }) => <li key={requestId} className="pl-1">{notation === null ? null : <strong>{notation}: </strong>}{title}</li>)}
      </ol>
      <p className="rounded-lg bg-warn-soft px-4 py-3 text-warn">{t('signing.sure_hint')}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onNo}>{t('signing.not_yet')}</Button>
        <Button look="primary" onClick={onYes}>{t('signing.sign_count', { count })}</Button>
      </div>
    </Question>
  )
}
