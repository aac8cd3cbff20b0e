import { useState } from 'react'
import { Button } from '../../components/button.tsx'
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

/** The leader has read the page below and signs exactly that version; or returns it, with remarks on its pages. */
export function SignPanel({ request, verb }: { request: { requestId: string; versionId: string; sha256: string; title: string; notation: string | null }; verb: VerbState }) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  const { requestId, versionId, sha256 } = request
  const sign = () => {
    setAsking(false)
    void verb.run('sign-document', { requestId, confirmation: versionId, sha256 })
  }
  return (
    <section className="card grid gap-3" aria-label={t('screens.to_sign')}>
      <h2>{t('screens.your_signature')}</h2>
      <p className="text-muted">{t('screens.read_before_signing')} {t('signing.or_return')}</p>
      <Button look="primary" disabled={verb.isBusy} onClick={() => setAsking(true)}>{verb.isBusy ? t('screens.please_wait') : t('screens.sign')}</Button>
      {isAsking ? <ConfirmSigning documents={[request]} onYes={sign} onNo={() => setAsking(false)} /> : null}
    </section>
  )
}

/** What the clerk does next: number, seal, issue; one button at a time, in the order of the law. */
export function ClerkPanel({ clerk, verb }: {
  clerk: { noticeId: string; next: 'number' | 'await_leader' | 'seal' | 'issue'; seal: { requestId: string; versionId: string; sha256: string } | null }
  verb: VerbState
}) {
  const t = useT()
  const { next, noticeId, seal } = clerk
  return (
    <section className="card grid gap-3" aria-label={t('screens.clerk_work')}>
      <h2>{t('screens.clerk_work')}</h2>
      <p className="text-muted">{t(`screens.clerk_step.${next}`)}</p>
      {next === 'number' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('number-notice', { noticeId })}>{t('screens.number')}</Button> : null}
      {next === 'seal' && seal !== null ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('sign-document', { requestId: seal.requestId, confirmation: seal.versionId, sha256: seal.sha256 })}>{t('screens.seal')}</Button> : null}
      {next === 'issue' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('issue-notice', { noticeId })}>{t('screens.issue')}</Button> : null}
    </section>
  )
}
