import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import type { HashName } from '../cms/signature-algorithm.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { LocatedSignature } from './locate-signature.ts'
import { indeterminate } from './verdict.ts'

/** How far apart the beginnings of a file are whose hash is kept, in bytes. */
const STEP_BYTES = 4 * 1024 * 1024
/** What stands behind a signature up to the end of its revision; revisions do not overlap, so honest ones add up to one file. */
const SECOND_RANGES_MAX = 2

type Ranges = Pick<LocatedSignature, 'gap' | 'end'>

/**
 * Digests of a file around its signatures. All of them begin with the file's first byte, so what they have in common
 * is hashed once: two hundred signatures on a large file must not take two hundred times as long as one.
 */
class RangeDigests {
  private readonly bytes: Uint8Array
  private readonly beginnings = new Map<HashName, Hash[]>()
  private readonly known = new Map<string, Buffer>()
  private secondBytes = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  of({ gap, end }: Ranges, name: HashName): Buffer {
    const key = `${name} ${gap.start} ${gap.end} ${end}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    this.secondBytes += end - gap.end
    if (this.secondBytes > SECOND_RANGES_MAX * this.bytes.length) throw indeterminate('RESOURCE_LIMIT', 'signed ranges overlap')
    const digest = this.beginning(gap.start, name).update(this.bytes.subarray(gap.end, end)).digest()
    this.known.set(key, digest)
    return digest
  }

  private beginning(size: number, name: HashName): Hash {
    const kept = this.beginnings.get(name) ?? [createHash(name)]
    this.beginnings.set(name, kept)
    const steps = Math.floor(size / STEP_BYTES)
    for (let last = kept.at(-1); kept.length <= steps && last !== undefined; last = kept.at(-1)) {
      const from = (kept.length - 1) * STEP_BYTES
      kept.push(last.copy().update(this.bytes.subarray(from, from + STEP_BYTES)))
    }
    const nearest = kept[steps] ?? createHash(name)
    return nearest.copy().update(this.bytes.subarray(steps * STEP_BYTES, size))
  }
}

/** By the file as it was opened: whoever changes the bytes and judges them again opens them again. */
const files = new WeakMap<PdfDocument, RangeDigests>()

/** Over the two byte ranges. Source: ISO 32000-2, 12.8.1. @throws Stop RESOURCE_LIMIT */
export function digestOfRanges(document: PdfDocument, ranges: Ranges, hash: HashName): Buffer {
  const digests = files.get(document) ?? new RangeDigests(document.bytes)
  files.set(document, digests)
  return digests.of(ranges, hash)
}
