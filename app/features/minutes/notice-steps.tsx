import { useState } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
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

/** What the clerk does next: number, seal, issue; one button at a time, in the order of the law. */
export function ClerkPanel({ clerk, verb }: {
  clerk: { noticeId: string; subject: string; notation: string | null; next: 'number' | 'await_leader' | 'seal' | 'issue'; seal: { requestId: string; versionId: string; sha256: string } | null }
  verb: VerbState
}) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  const { next, noticeId, seal, subject, notation } = clerk
  const setSeal = () => {
    setAsking(false)
    if (seal !== null) void verb.run('sign-document', { requestId: seal.requestId, confirmation: seal.versionId, sha256: seal.sha256 })
  }
  return (
    <section className="card grid gap-3" aria-label={t('screens.clerk_work')}>
      <h2>{t('screens.clerk_work')}</h2>
      <p className="text-muted">{t(`screens.clerk_step.${next}`)}</p>
      {next === 'number' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('number-notice', { noticeId })}>{t('screens.number')}</Button> : null}
      {next === 'seal' && seal !== null ? <Button look="primary" disabled={verb.isBusy} onClick={() => setAsking(true)}>{verb.isBusy ? t('screens.please_wait') : t('screens.seal')}</Button> : null}
      {isAsking && seal !== null ? <ConfirmSigning documents={[{ requestId: seal.requestId, title: subject, notation }]} onYes={setSeal} onNo={() => setAsking(false)} /> : null}
      {next === 'issue' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('issue-notice', { noticeId })}>{t('screens.issue')}</Button> : null}
    </section>
  )
}
