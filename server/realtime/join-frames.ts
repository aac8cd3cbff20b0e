import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { step2Frame, updateFrame } from './protocol.ts'
import { binaryFrame } from './websocket-frame.ts'

const NOTHING = Uint8Array.of(0, 0)

/**
 * What a client with an empty document gets: one prepared frame for everybody, and what changed since it was
 * prepared. Encoding the document for each of 300 tablets would hold up everybody's ink for a second and more.
 */
export class JoinFrames {
  readonly #doc: Y.Doc
  readonly #limits: Limits
  #whole: Buffer | null = null
  #tail: Uint8Array[] = []
  #tailBytes = 0
  #end: Buffer | null = null

  constructor(doc: Y.Doc, limits: Limits) {
    this.#doc = doc
    this.#limits = limits
  }

  changed(update: Uint8Array): void {
    if (this.#whole === null) return
    this.#tail.push(update)
    this.#tailBytes += update.length
    this.#end = null
    if (this.#tailBytes > this.#limits.joinTailBytesMax) this.#whole = null
  }

  /** To be written in this order; the second one makes the provider call itself synced. */
  frames(): readonly [whole: Buffer, end: Buffer] {
    if (this.#whole === null) {
      this.#whole = binaryFrame(updateFrame(Y.encodeStateAsUpdate(this.#doc)))
      this.#tail = []
      this.#tailBytes = 0
      this.#end = null
    }
    if (this.#end === null) {
      const merged = this.#tail.length === 0 ? NOTHING : Y.mergeUpdates(this.#tail)
      if (this.#tail.length > 0) this.#tail = [merged]
      this.#end = binaryFrame(step2Frame(merged))
    }
    return [this.#whole, this.#end]
  }
}
