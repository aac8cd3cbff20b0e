import { SigningError } from '../signing-error.ts'
import { TAG, child, children, readOid, readWholeDer } from '../cms/der.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import { readTime } from '../cms/read-time.ts'
import type { HashName } from '../cms/signature-algorithm.ts'
import { readDigestAlgorithm } from '../cms/signature-algorithm.ts'

/** An RFC 3161 token, read and not yet believed. */
export interface ReadTimestamp {
  signed: ReadSignedData
  /** The TSTInfo as it was signed. */
  content: Uint8Array
  /** Null for a hash that protects nothing any more. */
  imprintHash: HashName | null
  imprint: Uint8Array
  policy: string
  serial: string
  at: Date
}

/** @throws SigningError cms.broken */
export function readTimestamp(token: Uint8Array): ReadTimestamp {
  const signed = readSignedData(token, PKI_OID.timestampInfo)
  if (signed.content === null) throw new SigningError('cms.broken', 'timestamp without content')
  const info = readWholeDer(signed.content, TAG.sequence)
  const [, policy, imprint, serial, time] = children(info)
  if (policy === undefined || imprint?.tag !== TAG.sequence || serial?.tag !== TAG.integer || time?.tag !== TAG.generalizedTime) {
    throw new SigningError('cms.broken', 'timestamp')
  }
  return {
    signed,
    content: signed.content,
    imprintHash: readDigestAlgorithm(child(imprint, 0, TAG.sequence)),
    imprint: child(imprint, 1, TAG.octetString).content,
    policy: readOid(policy),
    serial: Buffer.from(serial.content).toString('hex'),
    at: readTime(time),
  }
}
