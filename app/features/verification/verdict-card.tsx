import { Badge, NoticeLine } from '../../components/notice-line.tsx'
import { useDates, useT, useWords } from '../../i18n.ts'
import type { Report, Verification } from './verification.ts'

export const VERDICT_TONES = { VALID: 'good', INVALID: 'alert', INDETERMINATE: 'warn' } as const
const LEDGER_TONES = { latest: 'good', older: 'warn', extended: 'warn', altered: 'alert', unknown: 'info' } as const

/** What is said of the file as a whole: by its signatures, and by our own record. */
export function VerdictCard({ fileName, report, ledger }: { fileName: string; report: Report; ledger: Verification['ledger'] }) {
  const t = useT()
  const { locale } = useWords()
  const { plainDay } = useDates()
  const { verdict, code, reason, reasonEn, sha256, sizeBytes, emptyFields } = report
  const about = ledger.kind === 'unknown' ? {} : { notation: ledger.notation, day: plainDay(ledger.issuedOn) }
  return (
    <section className="card grid gap-3" aria-live="polite">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={VERDICT_TONES[verdict]}>{t(`signature.verdict.${verdict}`)}</Badge>
        <h2 className="min-w-0 flex-1 break-words">{locale === 'vi' ? reason : reasonEn}</h2>
        <code className="text-sm text-muted">{code}</code>
      </div>
      {code === 'NO_SIGNATURE' ? <p>{t('verification.no_signature_hint')}</p> : null}
      <NoticeLine tone={LEDGER_TONES[ledger.kind]}>{t(`verification.ledger.${ledger.kind}`, about)}</NoticeLine>
      {ledger.kind === 'unknown' ? null : <ExpectedSigners signers={ledger.signers} signatures={report.signatures} />}
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
        <dt className="text-muted">{t('verification.file')}</dt>
        <dd className="break-all">{fileName} · {t('verification.size', { size: Math.ceil(sizeBytes / 1000) })}</dd>
        <dt className="text-muted">{t('verification.sha256')}</dt>
        <dd><code className="break-all">{sha256}</code></dd>
      </dl>
      {emptyFields.length === 0 ? null : <p className="text-sm text-muted">{t('verification.empty_fields', { fields: emptyFields.join(', ') })}</p>}
    </section>
  )
}

/** Who must stand in the file by our record, and whether they do: by field and certificate, not by name. */
function ExpectedSigners({ signers, signatures }: { signers: Extract<Verification['ledger'], { signers: unknown }>['signers']; signatures: Report['signatures'] }) {
  const t = useT()
  if (signers.length === 0) return null
  const stands = ({ field, certSerial }: { field: string; certSerial: string }) => signatures.some((one) => one.field === field && one.signer?.serial === certSerial)
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">{t('verification.expected')}</h3>
      <ul className="grid gap-1">
        {signers.map((signer) => (
          <li key={signer.field} className="flex flex-wrap items-center gap-2">
            <Badge tone={stands(signer) ? 'good' : 'alert'}>{t(stands(signer) ? 'verification.expected_present' : 'verification.expected_missing')}</Badge>
            <span>{t(`verification.role.${signer.role}`)}: {signer.name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
