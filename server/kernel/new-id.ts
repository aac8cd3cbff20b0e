import { randomFillSync, randomInt } from 'node:crypto'

let lastMs = -1
let count = 0

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a counter of 12 bits (§6.2, method 1), then
 * random bits. Ids of one process sort by time of making, within the same millisecond too.
 */
export function newId(nowMs: number = Date.now()): string {
  count = nowMs === lastMs ? (count + 1) & 0xfff : randomInt(0x200)
  lastMs = nowMs
  const bytes = randomFillSync(new Uint8Array(16))
  for (let index = 5, rest = nowMs; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  bytes[6] = 0x70 | (count >> 8)
  bytes[7] = count & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
