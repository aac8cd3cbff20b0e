import type { KeyObject } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import type { ChainLink } from './check-chain.ts'
import type { JudgedTimestamp } from './judge-timestamp.ts'
import type { CertificateSummary, RevocationSummary, TimestampSummary } from './report.ts'

export function summaryOf({ subject, issuer, serial, fingerprint, notBefore, notAfter, publicKey }: Certificate): CertificateSummary {
  return {
    name: subject.commonName, organisation: subject.organisation, title: subject.title, issuerName: issuer.commonName,
    serial, sha256: fingerprint, notBefore, notAfter, key: keyName(publicKey),
  }
}

export function revocationOf({ certificate, status }: ChainLink): RevocationSummary {
  const name = certificate.subject.commonName
  if (status === 'anchor') return { name, status, source: null, thisUpdate: null, revokedAt: null }
  if (status.kind === 'unknown') return { name, status: status.kind, source: null, thisUpdate: null, revokedAt: null }
  const { evidence } = status
  return {
    name, status: status.kind, source: `${evidence.source} ${evidence.kind}`, thisUpdate: evidence.thisUpdate,
    revokedAt: status.kind === 'revoked' ? status.revocation.at : null,
  }
}

export function timestampOf({ checked, finding }: JudgedTimestamp): TimestampSummary {
  return { at: checked.at, authority: checked.authority.subject.commonName, isTrusted: finding === null, detail: finding?.code ?? '' }
}

function keyName(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  return namedCurve === undefined ? `${(key.asymmetricKeyType ?? '').toUpperCase()}-${modulusLength ?? 0}` : `EC ${namedCurve}`
}
