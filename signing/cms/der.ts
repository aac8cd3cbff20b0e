import { SigningError } from '../signing-error.ts'

/**
 * DER, read and written on bytes. Certificates, issuer names and serial numbers pass through as the very bytes
 * they came in: libraries that decode and encode again turn "Ban Cơ yếu" into mojibake and the signer can no
 * longer be found (node-forge issues 397, 731, 847). Source: ITU-T X.690.
 */
export interface DerNode {
  /** Identifier octet: class, constructed bit and number together. */
  tag: number
  content: Uint8Array
  /** Identifier, length and content. */
  whole: Uint8Array
}

export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, utf8String: 0x0c,
  printableString: 0x13, utcTime: 0x17, generalizedTime: 0x18, bmpString: 0x1e, sequence: 0x30, set: 0x31,
} as const

/** `[n]` with content of its own (explicit or a constructed implicit type). */
export function contextTag(number: number): number {
  return 0xa0 | number
}

/** One element, its content the given parts one after another. */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([tag]), lengthOctets(length), ...parts])
}

export function sequence(...parts: Uint8Array[]): Buffer {
  return der(TAG.sequence, ...parts)
}

/** A SET OF, its members in the order DER demands. */
export function setOf(...members: Uint8Array[]): Buffer {
  return der(TAG.set, ...[...members].sort((a, b) => Buffer.compare(a, b)))
}

export function octetString(bytes: Uint8Array): Buffer {
  return der(TAG.octetString, bytes)
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return der(TAG.bitString, Buffer.from([unusedBits]), bytes)
}

export function utf8String(text: string): Buffer {
  return der(TAG.utf8String, Buffer.from(text, 'utf8'))
}

/** A non-negative integer from its big-endian bytes or a small number. */
export function integer(value: number | Uint8Array): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex')
  const digits = hex.replace(/^0+(?=.)/, '')
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return der(TAG.integer, ...((bytes[0] ?? 0) >= 0x80 ? [Buffer.from([0]), bytes] : [bytes]))
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left % 128) | 0x80)
    return groups
  })
  return der(TAG.oid, Buffer.from(octets))
}

/** GeneralizedTime from 2050 on, UTCTime before. Source: RFC 5280, 4.1.2.5. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '')
  return at.getUTCFullYear() >= 2050
    ? der(TAG.generalizedTime, Buffer.from(digits))
    : der(TAG.utcTime, Buffer.from(digits.slice(2)))
}

export const NULL = der(TAG.null)

/** Reads the element at the start of `bytes`; what follows it is left alone. */
export function readDer(bytes: Uint8Array): DerNode {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw broken()
  let start = 2
  let length = first
  if (first >= 0x80) {
    const octets = first & 0x7f
    if (octets === 0 || octets > 4) throw broken()
    length = 0
    for (let k = 0; k < octets; k++) length = length * 256 + (bytes[start++] ?? 0)
  }
  if (start + length > bytes.length) throw broken()
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** Reads an element that must fill `bytes` and, when given, have that tag. */
export function readWholeDer(bytes: Uint8Array, tag?: number): DerNode {
  const node = readDer(bytes)
  if (node.whole.length !== bytes.length || (tag !== undefined && node.tag !== tag)) throw broken()
  return node
}

/** More elements side by side than anything but a revocation list has; lists are read one by one. */
const CHILDREN_MAX = 4096

/** The elements inside a constructed element. */
export function children(node: DerNode): DerNode[] {
  const found: DerNode[] = []
  for (let at = 0; at < node.content.length;) {
    if (found.length >= CHILDREN_MAX) throw broken()
    const child = readDer(node.content.subarray(at))
    found.push(child)
    at += child.whole.length
  }
  return found
}

/** The child at `index`, of that tag when given. */
export function child(node: DerNode, index: number, tag?: number): DerNode {
  const found = children(node)[index]
  if (found === undefined || (tag !== undefined && found.tag !== tag)) throw broken()
  return found
}

export function readOid(node: DerNode): string {
  if (node.tag !== TAG.oid || node.content.length === 0) throw broken()
  const arcs: number[] = []
  let arc = 0
  for (const octet of node.content) {
    arc = arc * 128 + (octet & 0x7f)
    if (octet < 0x80) { arcs.push(arc); arc = 0 }
  }
  const first = arcs.shift() ?? 0
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...arcs].join('.')
}

/** Text of any of the string types that names are written in. */
export function readString(node: DerNode): string {
  const bytes = Buffer.from(node.content)
  if (node.tag === TAG.bmpString) return bytes.subarray(0, bytes.length & ~1).swap16().toString('utf16le')
  return bytes.toString(node.tag === TAG.utf8String ? 'utf8' : 'latin1')
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const octets = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets])
}

function broken(): SigningError {
  return new SigningError('cms.broken', 'not the DER that was expected')
}
