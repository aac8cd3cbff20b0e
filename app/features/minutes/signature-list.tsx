import { Badge, NoticeLine } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

interface Signature {
  requestId: string
  kind: 'person' | 'seal'
  state: 'waiting' | 'signed' | 'refused' | 'withdrawn'
  signerName: string
  decidedAt: Date | string | null
  reason: string | null
}

/** Who signed, who is awaited, and what the validator says of the file as it lies here. */
export function SignatureList({ signatures, verdict, level }: {
  signatures: readonly Signature[]
  verdict: { verdict: 'VALID' | 'INVALID' | 'INDETERMINATE' } | null
  level: { level: string; waitsFor: 'signatures' | 'authority' | 'timestamp' | 'evidence' | 'archive_timestamp' | null; lastError: string | null } | null
}) {
  const t = useT()
  const { instant } = useDates()
  return (
    <section className="card grid gap-3" aria-labelledby="signatures">
      <h2 id="signatures">{t('screens.signatures')}</h2>
      <ul className="grid gap-2">
        {signatures.map(({ requestId, kind, state, signerName, decidedAt, reason }) => (
          <li key={requestId} className="flex flex-wrap items-center gap-2">
            <Badge tone={state === 'signed' ? 'good' : state === 'refused' ? 'alert' : state === 'withdrawn' ? 'plain' : 'warn'}>{t(`screens.signature_state.${state}`)}</Badge>
            <span className="font-semibold">{t(`screens.signature_kind.${kind}`)}</span>
            <span>{signerName}</span>
            {decidedAt === null ? null : <span className="text-sm text-muted">{instant(decidedAt)}</span>}
            {reason === null ? null : <span className="text-sm text-alert">{reason}</span>}
          </li>
        ))}
      </ul>
      {verdict === null || !signatures.some(({ state }) => state === 'signed') ? null : (
        <NoticeLine tone={verdict.verdict === 'VALID' ? 'good' : verdict.verdict === 'INVALID' ? 'alert' : 'warn'}>{t(`screens.verdict.${verdict.verdict}`)}</NoticeLine>
      )}
      {level === null ? null : (
        <p className="text-sm">
          {t(level.waitsFor === null ? 'signing.level' : `signing.level_waits.${level.waitsFor}`, { level: level.level })}
          {level.lastError === null ? null : <span className="block text-muted">{t('signing.level_failed', { reason: t(`signing.level_reason.${reasonOf(level.lastError)}`) })}</span>}
        </p>
      )}
      <p className="text-sm text-muted">{t('screens.demo_certificates')}</p>
    </section>
  )
}

/** By the area of the code that was noted: `network.failed: ocsp` is about the network. */
function reasonOf(lastError: string): 'network' | 'timestamp' | 'evidence' | 'other' {
  const area = lastError.split('.')[0]
  return area === 'network' || area === 'timestamp' || area === 'evidence' ? area : 'other'
}
