import type { ReactNode } from 'react'
import { formatVietnamTime } from '#signing/appearance/vietnam-time.ts'
import { Badge } from '../../components/notice-line.tsx'
import { useT, useWords, type T } from '../../i18n.ts'
import { PageChanges } from './page-changes.tsx'
import { VERDICT_TONES } from './verdict-card.tsx'
import type { Signature } from './verification.ts'

/** One signature: who, when and how far it reaches, then what came after it. */
export function SignatureCard({ signature, order, file }: { signature: Signature; order: number; file: Blob }) {
  const t = useT()
  const { locale } = useWords()
  const { verdict, code, reason, reasonEn, role, signer, level, provenAt, claimedAt, revision, revisionCount, coversWholeFile, warnings, findings, detail } = signature
  return (
    <article className="card grid gap-3" aria-label={t('verification.signature', { order })}>
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={VERDICT_TONES[verdict]}>{t(`signature.verdict.${verdict}`)}</Badge>
        <h2 className="min-w-0 flex-1">{t('verification.signature', { order })}: {signer?.name ?? '?'}</h2>
        {role === null ? null : <span className="text-muted">{t(`verification.role.${role}`)}</span>}
      </div>
      <p>{locale === 'vi' ? reason : reasonEn} <code className="text-sm text-muted">{code}</code></p>
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
        <Fact label={t('verification.signer')}>{[signer?.name, signer?.title].filter(Boolean).join(', ') || '?'}</Fact>
        <Fact label={t('verification.organisation')}>{signer?.organisation === '' ? null : signer?.organisation}</Fact>
        <Fact label={t('verification.issuer')}>{signer?.issuerName}</Fact>
        <Fact label={t('verification.proven')}>{provenAt === null ? t('verification.not_proven') : formatVietnamTime(new Date(provenAt))}</Fact>
        <Fact label={t('verification.claimed')}>{claimedAt === null ? null : formatVietnamTime(new Date(claimedAt))}</Fact>
        <Fact label={t('verification.level')}>{level}</Fact>
        <Fact label={t('verification.covers')}>{coversWholeFile ? t('verification.covers_whole') : t('verification.covers_part', { revision, revisionCount })}</Fact>
      </dl>
      {warnings.length === 0 ? null : <ul className="list-disc pl-6 text-warn">{warnings.map((warning) => <li key={warning}>{t(`verification.warning.${warning}`)}</li>)}</ul>}
      <section>
        <h3 className="font-semibold">{t('verification.changes')}</h3>
        {signature.laterChanges.length === 0 ? <p className="text-muted">{t('verification.no_changes')}</p> : (
          <ul className="list-disc pl-6">{signature.laterChanges.flatMap(({ revision: later, changes }) =>
            changes.map((change, index) => <li key={`${later}-${index}`}>{changeWords(t, change)}</li>))}</ul>
        )}
        {coversWholeFile || signature.coveredBytes === 0 ? null : <PageChanges file={file} signedBytes={signature.coveredBytes} />}
      </section>
      <details className="text-sm">
        <summary className="min-h-11 cursor-pointer content-center text-accent">{t('verification.details')}</summary>
        <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
          <Fact label={t('verification.algorithm')}>{[signature.signatureAlgorithm, signature.digestAlgorithm, signer?.key].filter(Boolean).join(' · ')}</Fact>
          <Fact label={t('verification.serial')}>{signer === null ? null : <code className="break-all">{signer.serial}</code>}</Fact>
          <Fact label={t('verification.valid_between')}>{signer === null ? null : `${formatVietnamTime(new Date(signer.notBefore))} – ${formatVietnamTime(new Date(signer.notAfter))}`}</Fact>
          <Fact label={t('verification.revocation')}>
            {signature.revocation.length === 0 ? null : signature.revocation.map(({ name, status, source, thisUpdate }) =>
              <span key={name} className="block">{name}: {t(`verification.status.${status}`)}{source === null ? '' : ` (${source}${thisUpdate === null ? '' : `, ${formatVietnamTime(new Date(thisUpdate))}`})`}</span>)}
          </Fact>
          <Fact label={t('verification.chain')}>{signature.chain.length === 0 ? null : signature.chain.map(({ name }) => name).join(' → ')}</Fact>
          <Fact label={t('verification.other_findings')}>{findings.length < 2 && detail === '' ? null : findings.map((finding, index) => <code key={index} className="block">{finding.code} {finding.detail}</code>)}</Fact>
        </dl>
      </details>
    </article>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function changeWords(t: T, change: Signature['laterChanges'][number]['changes'][number]): string {
  if (change.kind === 'validation_data') return t('verification.change.validation_data')
  return t(change.isTimestamp ? 'verification.change.timestamp' : `verification.change.${change.kind}`, { field: change.field })
}
