import { SigningError } from '../signing-error.ts'
import type { DerNode } from '../cms/der.ts'
import { TAG, child, children, contextTag, readDer, readOid, readWholeDer } from '../cms/der.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import { readTime } from '../cms/read-time.ts'
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts'
import { readSignatureAlgorithm } from '../cms/signature-algorithm.ts'

/** When a certificate was revoked and the reason code of RFC 5280, 5.3.1; 1 is a compromised key. */
export interface Revocation { at: Date; reason: number | null }

/** A certificate revocation list, read and not yet believed. Source: RFC 5280, 5. */
export interface ReadCrl {
  issuerDer: Uint8Array
  thisUpdate: Date
  /** Null when absent: such a list never proves that a certificate is good. */
  nextUpdate: Date | null
  signedDer: Uint8Array
  algorithm: SignatureAlgorithm | null
  signatureValue: Uint8Array
  /** Which certificates it speaks of. */
  scope: 'all' | 'users' | 'authorities'
  /** False for delta and indirect lists, lists of some reasons only, and lists with unknown critical parts. */
  isComplete: boolean
  revocationOf(serialDer: Uint8Array): Revocation | null
}

export const CRL_BYTES_MAX = 16 * 1024 * 1024

/** @throws SigningError cms.broken */
export function readCrl(der: Uint8Array): ReadCrl {
  if (der.length > CRL_BYTES_MAX) throw new SigningError('cms.broken', 'revocation list too large')
  const whole = readWholeDer(der, TAG.sequence)
  const tbs = child(whole, 0, TAG.sequence)
  const fields = children(tbs)
  const shift = fields[0]?.tag === TAG.integer ? 1 : 0
  const isTime = (node: DerNode | undefined): node is DerNode => node?.tag === TAG.utcTime || node?.tag === TAG.generalizedTime
  const [issuer, thisUpdate] = [fields[shift + 1], fields[shift + 2]]
  if (issuer?.tag !== TAG.sequence || !isTime(thisUpdate)) throw new SigningError('cms.broken', 'revocation list')
  const nextUpdate = fields[shift + 3]
  const list = fields.slice(shift + 3).find(({ tag }) => tag === TAG.sequence)
  const extensions = fields.slice(shift + 3).find(({ tag }) => tag === contextTag(0))
  const scope = readScope(extensions)
  return {
    issuerDer: issuer.whole,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: isTime(nextUpdate) ? readTime(nextUpdate) : null,
    signedDer: tbs.whole,
    algorithm: readSignatureAlgorithm(child(whole, 1, TAG.sequence)),
    signatureValue: child(whole, 2, TAG.bitString).content.subarray(1),
    scope: scope ?? 'all',
    isComplete: scope !== null,
    revocationOf: remembering((serialDer) => findSerial(list, serialDer)),
  }
}

/** A long list is not read again for every signature of the same person. */
function remembering(find: (serialDer: Uint8Array) => Revocation | null): (serialDer: Uint8Array) => Revocation | null {
  const known = new Map<string, Revocation | null>()
  return (serialDer) => {
    const key = Buffer.from(serialDer).toString('hex')
    const found = known.get(key)
    if (found !== undefined) return found
    const answer = find(serialDer)
    known.set(key, answer)
    return answer
  }
}

/** Null when the list cannot stand for all reasons and all certificates of its scope. */
function readScope(extensions: DerNode | undefined): ReadCrl['scope'] | null {
  let scope: ReadCrl['scope'] = 'all'
  for (const extension of extensions === undefined ? [] : children(child(extensions, 0, TAG.sequence))) {
    const type = readOid(child(extension, 0))
    const parts = children(extension)
    if (type === PKI_OID.deltaCrlIndicator) return null
    if (type === PKI_OID.issuingDistributionPoint) {
      const value = parts.find(({ tag }) => tag === TAG.octetString)
      const point = value === undefined ? [] : children(readWholeDer(value.content, TAG.sequence))
      // distributionPoint [0], onlyContainsUserCerts [1], onlyContainsCACerts [2]; the rest narrows too much.
      if (point.some(({ tag }) => tag !== contextTag(0) && tag !== 0x81 && tag !== 0x82)) return null
      if (point.some(({ tag }) => tag === 0x81)) scope = 'users'
      if (point.some(({ tag }) => tag === 0x82)) scope = 'authorities'
    } else if (parts[1]?.tag === TAG.boolean && parts[1].content[0] !== 0) return null
  }
  return scope
}

/** One entry after another: a list may hold a hundred thousand, and none of the others is of interest. */
function findSerial(list: DerNode | undefined, serialDer: Uint8Array): Revocation | null {
  const serial = Buffer.from(serialDer)
  for (let at = 0; list !== undefined && at < list.content.length;) {
    const entry = readDer(list.content.subarray(at))
    at += entry.whole.length
    if (entry.tag !== TAG.sequence || !serial.equals(readDer(entry.content).whole)) continue
    const [, time, extensions] = children(entry)
    if (time === undefined) throw new SigningError('cms.broken', 'revocation list entry')
    return { at: readTime(time), reason: readReason(extensions) }
  }
  return null
}

function readReason(extensions: DerNode | undefined): number | null {
  for (const extension of extensions === undefined ? [] : children(extensions)) {
    if (readOid(child(extension, 0)) !== PKI_OID.crlReason) continue
    const value = children(extension).find(({ tag }) => tag === TAG.octetString)
    return value === undefined ? null : readWholeDer(value.content).content[0] ?? null
  }
  return null
}
