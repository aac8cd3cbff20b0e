import { useState } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Question } from '../../components/question.tsx'
import { useT } from '../../i18n.ts'
import { ConfirmSigning } from '../signatures/confirm-signing.tsx'
import type { VerbState } from '../use-verb.ts'

/** Approve; or return it, with remarks on the pages below. */
export function ApprovalPanel({ approvalId, verb }: { approvalId: string; verb: VerbState }) {
  const t = useT()
  return (
    <section className="card grid gap-3" aria-label={t('screens.to_approve')}>
      <h2>{t('screens.your_approval')}</h2>
      <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('decide-step', { approvalId, decision: 'approve' })}>{t('screens.approve')}</Button>
      <p className="text-muted">{t('signing.or_return')}</p>
    </section>
  )
}

/** The leader reads and signs at the desk, where what was shown is known; here is the way there. */
export function SignPanel({ requestId }: { requestId: string }) {
  const t = useT()
  return (
    <section className="card grid gap-3" aria-label={t('screens.to_sign')}>
      <h2>{t('screens.your_signature')}</h2>
      <p className="text-muted">{t('signing.read_at_desk')}</p>
      <ButtonLink look="primary" to={`/signing?document=${requestId}`}>{t('signing.read_and_sign')}</ButtonLink>
    </section>
  )
}

interface ClerksNotice {
  noticeId: string
  subject: string
  notation: string | null
  next: 'number' | 'await_leader' | 'seal' | 'issue'
  seal: { requestId: string; versionId: string; sha256: string } | null
}

/** What the clerk does next: number, seal, issue; one button at a time, in the order of the law. None can be taken back, so each asks. */
export function ClerkPanel({ clerk, verb }: { clerk: ClerksNotice; verb: VerbState }) {
  const t = useT()
  const { next, noticeId, seal } = clerk
  const [asked, setAsked] = useState<ClerksNotice['next'] | null>(null)
  const ask = () => setAsked(next)
  const no = () => setAsked(null)
  const yes = (name: string, input: unknown) => () => {
    setAsked(null)
    void verb.run(name, input)
  }
  // What was asked of one step is not answered for the next, which somebody else may have reached meanwhile.
  const isAsking = asked === next
  return (
    <section className="card grid gap-3" aria-label={t('screens.clerk_work')}>
      <h2>{t('screens.clerk_work')}</h2>
      <p className="text-muted">{t(`screens.clerk_step.${next}`)}</p>
      {next === 'number' || next === 'issue' ? <Button look="primary" disabled={verb.isBusy} onClick={ask}>{t(`screens.${next}`)}</Button> : null}
      {isAsking && (next === 'number' || next === 'issue') ? <ConfirmStep step={next} notice={clerk} onYes={yes(`${next}-notice`, { noticeId })} onNo={no} /> : null}
      {next === 'seal' && seal !== null ? <Button look="primary" disabled={verb.isBusy} onClick={ask}>{verb.isBusy ? t('screens.please_wait') : t('screens.seal')}</Button> : null}
      {isAsking && next === 'seal' && seal !== null ? <ConfirmSigning documents={[{ requestId: seal.requestId, title: clerk.subject, notation: clerk.notation }]} onYes={yes('sign-document', { requestId: seal.requestId, confirmation: seal.versionId, sha256: seal.sha256 })} onNo={no} /> : null}
    </section>
  )
}

function ConfirmStep({ step, notice, onYes, onNo }: { step: 'number' | 'issue'; notice: ClerksNotice; onYes: () => void; onNo: () => void }) {
  const t = useT()
  return (
    <Question title={t(`screens.${step}_sure`)} onNo={onNo}>
      <p>{notice.notation === null ? null : <strong>{notice.notation}: </strong>}{notice.subject}</p>
      <p className="rounded-lg bg-warn-soft px-4 py-3 text-warn">{t(`screens.${step}_hint`)}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onNo}>{t('screens.cancel')}</Button>
        <Button look="primary" onClick={onYes}>{t(`screens.${step}`)}</Button>
      </div>
    </Question>
  )
}
