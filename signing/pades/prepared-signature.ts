import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { SIGNING_ALGORITHMS } from '../cms/signing-algorithm.ts'

/**
 * A PDF that waits for its signature. Plain data, so the wait may cross a request, a restart, or a telephone
 * call from the signer's SIM. The document itself is not in it, only its hash and what will be appended.
 */
export interface PreparedSignature {
  version: 2
  fieldName: string
  /** SHA-256 of the file as it stood when it was prepared. */
  baseSha256: Uint8Array
  baseSizeBytes: number
  /** The incremental update, its Contents still zeros. */
  tail: Uint8Array
  /** By the algorithm's hash, over the two byte ranges. Source: ISO 32000-2, 12.8.1, ByteRange. */
  digest: Uint8Array
  algorithm: SigningAlgorithm
  /** The signed attributes as a DER SET: what the signer's device signs. */
  attributesDer: Uint8Array
  /** Offsets of the hex placeholder in bytes from the start of the file, `<` and `>` included. */
  placeholder: { start: number; end: number }
  certificateDer: Uint8Array
  chainDer: Uint8Array[]
  signedAt: Date
}

/** The same as JSON text, bytes in base64. */
export function preparedToJson(prepared: PreparedSignature): string {
  return JSON.stringify({
    ...prepared,
    baseSha256: base64(prepared.baseSha256),
    tail: base64(prepared.tail),
    digest: base64(prepared.digest),
    attributesDer: base64(prepared.attributesDer),
    certificateDer: base64(prepared.certificateDer),
    chainDer: prepared.chainDer.map(base64),
    signedAt: prepared.signedAt.toISOString(),
  })
}

/** Reads back what `preparedToJson` wrote; our own data, so a wrong shape is a bug and throws a plain error. */
export function preparedFromJson(json: string): PreparedSignature {
  const record: unknown = JSON.parse(json)
  if (typeof record !== 'object' || record === null) throw new TypeError('not a prepared signature')
  const field = new Map<string, unknown>(Object.entries(record))
  const placeholder = new Map<string, unknown>(Object.entries(field.get('placeholder') ?? {}))
  const chain = field.get('chainDer')
  if (field.get('version') !== 2 || !Array.isArray(chain)) throw new TypeError('not a prepared signature')
  return {
    version: 2,
    fieldName: text(field.get('fieldName')),
    baseSha256: bytes(field.get('baseSha256')),
    baseSizeBytes: count(field.get('baseSizeBytes')),
    tail: bytes(field.get('tail')),
    digest: bytes(field.get('digest')),
    algorithm: algorithm(field.get('algorithm')),
    attributesDer: bytes(field.get('attributesDer')),
    placeholder: { start: count(placeholder.get('start')), end: count(placeholder.get('end')) },
    certificateDer: bytes(field.get('certificateDer')),
    chainDer: chain.map(bytes),
    signedAt: new Date(text(field.get('signedAt'))),
  }
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64')
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a prepared signature')
  return value
}

function bytes(value: unknown): Uint8Array {
  return Uint8Array.from(Buffer.from(text(value), 'base64'))
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError('not a prepared signature')
  return value
}

function algorithm(value: unknown): SigningAlgorithm {
  const known = SIGNING_ALGORITHMS.find((candidate) => candidate === value)
  if (known === undefined) throw new TypeError('not a prepared signature')
  return known
}
