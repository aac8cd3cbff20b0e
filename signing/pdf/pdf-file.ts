import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { SigningError } from '../signing-error.ts'
import { PDF_BYTES_MAX } from './document.ts'
import { ownTurn } from './own-turn.ts'

/** A whole file's bytes, or a file that is going to grow by several increments. */
export type PdfSource = Uint8Array | PdfFile

export type FileHash = 'sha256' | 'sha384'

/** Hashed and copied in one go, in bytes: about half a millisecond of work. */
const CHUNK_BYTES = 512 * 1024
/** Room kept behind a file for its next increments, in bytes; pages that nobody touches cost nothing. */
const SPARE_BYTES = 512 * 1024

/**
 * A PDF that grows by increments. Its bytes stay in one piece with room behind them, so that an increment is
 * appended without copying what stands before it, and the hash of those bytes is kept, so that ten signatures
 * one after another hash the file once. Whoever hands bytes in may not change them afterwards.
 */
export class PdfFile {
  private buffer: Uint8Array
  private length: number
  /** Where the file is copied to while it is hashed, so that it may grow there. */
  private room: { buffer: Buffer; filled: number } | null = null
  private readonly running = new Map<FileHash, { hash: Hash; position: number }>()

  private constructor(buffer: Uint8Array, length: number) {
    this.buffer = buffer
    this.length = length
  }

  static of(source: PdfSource): PdfFile {
    return source instanceof PdfFile ? source : new PdfFile(source, source.length)
  }

  /** Reads a file with room behind it. @throws SigningError pdf.too_large */
  static async read(path: string, sizeBytesMax = PDF_BYTES_MAX): Promise<PdfFile> {
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      if (size > sizeBytesMax) throw new SigningError('pdf.too_large', `${size} bytes`)
      const buffer = Buffer.alloc(size + SPARE_BYTES)
      let length = 0
      while (length < size) {
        const { bytesRead } = await handle.read(buffer, length, size - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return new PdfFile(buffer, length)
    } finally {
      await handle.close()
    }
  }

  /** A view, valid also after the file has grown. */
  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  get sizeBytes(): number {
    return this.length
  }

  /** A hash that has taken in the whole file and may be fed further. Long files are hashed in many turns of the event loop. */
  async hash(name: FileHash): Promise<Hash> {
    const state = this.running.get(name) ?? { hash: createHash(name), position: 0 }
    const end = this.length
    const hash = state.hash.copy()
    for (let at = state.position; at < end; at += CHUNK_BYTES) {
      await ownTurn()
      const chunk = this.buffer.subarray(at, Math.min(at + CHUNK_BYTES, end))
      hash.update(chunk)
      this.copyOn(at, chunk)
    }
    if (end > state.position) this.running.set(name, { hash: hash.copy(), position: end })
    return hash
  }

  async sha256(): Promise<Buffer> {
    return (await this.hash('sha256')).digest()
  }

  /** An increment is to follow: what is hashed from now on is copied in the same turns, while it is in the processor's cache. */
  prepareToGrow(): void {
    if (this.room === null && this.length + SPARE_BYTES > this.buffer.length) this.room = { buffer: Buffer.alloc(this.length + SPARE_BYTES), filled: 0 }
  }

  append(tail: Uint8Array): void {
    const size = this.length + tail.length
    if (size > this.buffer.length) this.buffer = this.grown(size)
    this.room = null
    this.buffer.set(tail, this.length)
    this.length = size
  }

  private copyOn(at: number, chunk: Uint8Array): void {
    if (this.room === null || this.room.filled !== at) return
    this.room.buffer.set(chunk, at)
    this.room.filled += chunk.length
  }

  private grown(size: number): Buffer {
    const isReady = this.room !== null && this.room.buffer.length >= size
    const buffer = isReady ? this.room?.buffer ?? Buffer.alloc(size) : Buffer.alloc(size + SPARE_BYTES)
    const from = isReady ? this.room?.filled ?? 0 : 0
    buffer.set(this.buffer.subarray(from, this.length), from)
    return buffer
  }
}
