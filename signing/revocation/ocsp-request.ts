import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { NULL, octetString, oid, sequence } from '../cms/der.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import { publicKeyBits } from './read-ocsp.ts'

/**
 * Asks for the status of one certificate. The issuer is named by SHA-1, which every responder understands, and no
 * nonce is sent: the answer is kept for years, and how fresh it is stands in it. Source: RFC 6960, 4.1.1; RFC 5019, 2.1.1.
 */
export function buildOcspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const hash = (bytes: Uint8Array): Buffer => octetString(createHash('sha1').update(bytes).digest())
  const id = sequence(sequence(oid(PKI_OID.sha1), NULL), hash(issuer.subjectDer), hash(publicKeyBits(issuer)), certificate.serialDer)
  return sequence(sequence(sequence(sequence(id))))
}
