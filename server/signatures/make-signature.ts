import { Refusal } from '#server/kernel/refusal.ts'
import { readCertificate } from '#signing/cms/certificate.ts'
import type { SignatureAppearance } from '#signing/appearance/draw-appearance.ts'
import { signatureLines } from '#signing/appearance/signature-lines.ts'
import { signDocument } from '#signing/pades/sign-document.ts'
import { isSigningError, type SigningErrorCode } from '#signing/signing-error.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import type { KeyStore, SigningKey } from './key-store.ts'
import type { SignatureKind } from './signature.ts'

export interface Signing {
  kind: SignatureKind
  /** User id of the person, org unit id of the seal. */
  ownerId: string
  fieldName: string
  /** What the certificate's holder is called in the file: a person, or the agency. */
  name: string
  organisation: string
  at: Date
}

export interface MadeSignature {
  bytes: Uint8Array
  certificate: { subject: string; issuer: string; serial: string; notAfter: string }
}

/** What a person is told when a certificate cannot sign. */
const REFUSED: { readonly [Code in SigningErrorCode]?: string } = {
  'certificate.expired': 'signature.certificate_expired',
  'certificate.not_yet_valid': 'signature.certificate_not_yet_valid',
  'certificate.key_usage': 'signature.certificate_unusable',
  'certificate.weak_key': 'signature.certificate_unusable',
  'certificate.broken': 'signature.certificate_unusable',
  'signer.unreachable': 'signature.key_unreachable',
}

/**
 * Signs a file and judges the result before anybody keeps it. Touches no database; the key may be far away.
 *
 * @throws Refusal signature.no_certificate, signature.certificate_expired, signature.certificate_not_yet_valid,
 *   signature.certificate_unusable, signature.key_unreachable, signature.not_valid
 */
export async function makeSignature(pdf: Uint8Array, keys: KeyStore, signing: Signing): Promise<MadeSignature> {
  const key = await keys.keyOf(signing.kind, signing.ownerId)
  if (key === null) throw new Refusal('signature.no_certificate')
  const bytes = await inWords(() => sign(pdf, key, signing))
  return judged(bytes, { keys, at: signing.at, certificateDer: (await key.signer.identity()).certificateDer })
}

/**
 * Judges a file that was just signed. All fields of our documents are declared; a status is asked for when the signature
 * is raised to a higher level.
 *
 * @throws Refusal signature.not_valid
 */
export async function judged(bytes: Uint8Array, { keys, at, certificateDer }: { keys: Pick<KeyStore, 'anchorsDer'>; at: Date; certificateDer: Uint8Array }): Promise<MadeSignature> {
  const { verdict, code } = validatePdf(bytes, { anchorsDer: await keys.anchorsDer(), at, fields: 'declared_fields_only', revocation: 'if_at_hand' })
  if (verdict !== 'VALID') throw new Refusal('signature.not_valid', { reason: code })
  const { subject, issuer, serial, notAfter } = readCertificate(certificateDer)
  return {
    bytes,
    certificate: { subject: subject.commonName, issuer: issuer.commonName, serial, notAfter: notAfter.toISOString() },
  }
}

function sign(pdf: Uint8Array, key: SigningKey, signing: Signing): Promise<Uint8Array> {
  return signDocument(pdf, key.signer, {
    fieldName: signing.fieldName, appearance: appearanceOf(key, signing), signedAt: signing.at, signerName: signing.name,
  })
}

/** What is wrong with a certificate or out of reach, as a person is told it; anything else is a fault. */
export async function inWords<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make()
  } catch (thrown) {
    const refused = isSigningError(thrown) ? REFUSED[thrown.code] : undefined
    if (refused === undefined) throw thrown
    throw new Refusal(refused)
  }
}

/** Blue for a person, red for a seal (Decree 30/2020). Without an image of their own the lines speak. */
export function appearanceOf({ isDemo }: Pick<SigningKey, 'isDemo'>, { kind, name, organisation, at }: Signing): SignatureAppearance {
  const ink = kind === 'person' ? 'blue' : 'red'
  if (!isDemo) return { lines: signatureLines({ signerName: name, organisation, signedAt: at }), ink }
  return kind === 'person'
    ? { lines: [], image: { demo: 'signature', name }, ink } : { lines: [], image: { demo: 'seal', organisation }, ink }
}
