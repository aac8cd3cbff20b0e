import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

/** Approve, or return with a reason that the secretary can work with. */
export function ApprovalPanel({ approvalId, verb }: { approvalId: string; verb: VerbState }) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <section className="card grid gap-3" aria-label={t('screens.to_approve')}>
      <h2>{t('screens.your_approval')}</h2>
      <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('decide-step', { approvalId, decision: 'approve' })}>{t('screens.approve')}</Button>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end">
        <TextField label={t('screens.return_reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
        <Button look="danger" disabled={verb.isBusy || reason.trim() === ''} onClick={() => void verb.run('decide-step', { approvalId, decision: 'return', reason })}>{t('screens.return')}</Button>
      </div>
    </section>
  )
}

/** The leader has read the page below and signs exactly that version, or refuses with a reason. */
export function SignPanel({ request, verb }: { request: { requestId: string; versionId: string }; verb: VerbState }) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <section className="card grid gap-3" aria-label={t('screens.to_sign')}>
      <h2>{t('screens.your_signature')}</h2>
      <p className="text-muted">{t('screens.read_before_signing')}</p>
      <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('sign-document', { requestId: request.requestId, confirmation: request.versionId })}>
        {verb.isBusy ? t('screens.please_wait') : t('screens.sign')}
      </Button>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end">
        <TextField label={t('screens.refuse_reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
        <Button look="danger" disabled={verb.isBusy || reason.trim() === ''} onClick={() => void verb.run('refuse-signature', { requestId: request.requestId, reason })}>{t('screens.refuse')}</Button>
      </div>
    </section>
  )
}

/** What the clerk does next: number, seal, issue; one button at a time, in the order of the law. */
export function ClerkPanel({ clerk, verb }: {
  clerk: { noticeId: string; next: 'number' | 'await_leader' | 'seal' | 'issue'; seal: { requestId: string; versionId: string } | null }
  verb: VerbState
}) {
  const t = useT()
  const { next, noticeId, seal } = clerk
  return (
    <section className="card grid gap-3" aria-label={t('screens.clerk_work')}>
      <h2>{t('screens.clerk_work')}</h2>
      <p className="text-muted">{t(`screens.clerk_step.${next}`)}</p>
      {next === 'number' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('number-notice', { noticeId })}>{t('screens.number')}</Button> : null}
      {next === 'seal' && seal !== null ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('sign-document', { requestId: seal.requestId, confirmation: seal.versionId })}>{t('screens.seal')}</Button> : null}
      {next === 'issue' ? <Button look="primary" disabled={verb.isBusy} onClick={() => void verb.run('issue-notice', { noticeId })}>{t('screens.issue')}</Button> : null}
    </section>
  )
}
