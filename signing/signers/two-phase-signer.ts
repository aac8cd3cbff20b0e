import { createHash, randomUUID } from 'node:crypto'
import { readCertificate } from '../cms/certificate.ts'
import { isSignatureOf } from '../cms/sign-attributes.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { SIGNING_ALGORITHMS, hashOf } from '../cms/signing-algorithm.ts'
import { SigningError } from '../signing-error.ts'
import { readJsonFields } from './json-fields.ts'
import type { Signer, SignerIdentity } from './signer.ts'

/** What somebody elsewhere is asked to sign, as plain data. */
export interface OpenRequest {
  id: string
  algorithm: SigningAlgorithm
  /** By the algorithm's hash over the signed attributes, base64: what a device signs. */
  digest: string
  /** The attributes themselves, base64, for devices that hash for themselves. */
  attributes: string
  /** SHA-256 of the certificate whose key must sign, hex. */
  certificateSha256: string
  expiresAt: string
}

/** Where requests wait and answers arrive: a table, in the application. An answer is given out once. */
export interface SignatureMailbox {
  post(request: OpenRequest): Promise<void>
  /** Null while nobody answered. */
  take(id: string): Promise<Uint8Array | 'declined' | null>
}

export interface TwoPhaseOptions {
  identity: SignerIdentity
  mailbox: SignatureMailbox
  now: () => Date
  /** How long a request may wait, in milliseconds. */
  waitMs: number
}

/**
 * A key that somebody else will use later: a token at the person's own computer, a SIM, a service that calls
 * back. Between the halves there is only the ticket and what the mailbox keeps, so any process may go on.
 */
export function twoPhaseSigner({ identity, mailbox, now, waitMs }: TwoPhaseOptions): Signer {
  return {
    identity: () => Promise.resolve(identity),
    async request(attributesDer) {
      const request: OpenRequest = {
        id: randomUUID(),
        algorithm: identity.algorithm,
        digest: createHash(hashOf(identity.algorithm)).update(attributesDer).digest('base64'),
        attributes: Buffer.from(attributesDer).toString('base64'),
        certificateSha256: readCertificate(identity.certificateDer).fingerprint,
        expiresAt: new Date(now().getTime() + waitMs).toISOString(),
      }
      await mailbox.post(request)
      return { state: 'waiting', ticket: JSON.stringify(request) }
    },
    async collect(ticket) {
      const request = readTicket(ticket)
      const { publicKey, fingerprint } = readCertificate(identity.certificateDer)
      if (request.certificateSha256 !== fingerprint) throw new SigningError('signer.unknown_ticket', 'another certificate')
      if (now() > new Date(request.expiresAt)) throw new SigningError('signer.expired')
      const value = await mailbox.take(request.id)
      if (value === null) return { state: 'waiting', ticket }
      if (value === 'declined') throw new SigningError('signer.refused')
      if (!isSignatureOf(publicKey, Buffer.from(request.attributes, 'base64'), value, request.algorithm)) {
        throw new SigningError('signer.answer_invalid', 'not over this hash by this key')
      }
      return { state: 'signed', value }
    },
  }
}

function readTicket(ticket: string): OpenRequest {
  const record = readJsonFields(ticket)
  if (record === null) throw new SigningError('signer.unknown_ticket')
  const text = (key: string): string => {
    const value = record.get(key)
    if (typeof value !== 'string') throw new SigningError('signer.unknown_ticket')
    return value
  }
  const algorithm = SIGNING_ALGORITHMS.find((known) => known === record.get('algorithm'))
  if (algorithm === undefined) throw new SigningError('signer.unknown_ticket')
  return {
    id: text('id'), algorithm, digest: text('digest'), attributes: text('attributes'),
    certificateSha256: text('certificateSha256'), expiresAt: text('expiresAt'),
  }
}
