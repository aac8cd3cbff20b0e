import { isSigningError } from '#signing/signing-error.ts'
import { openPkcs12Signer, type Pkcs12Source } from '#signing/signers/pkcs12-signer.ts'
import type { Signer } from '#signing/signers/signer.ts'

type HeldSigner = Awaited<ReturnType<typeof openPkcs12Signer>>

interface Held {
  signer: Promise<HeldSigner>
  /** Questions under way; a process that answers is not ended. */
  asked: number
  idle: NodeJS.Timeout
}

/** A process takes some 60 MB; who signs a stack of documents waits for it once. */
const HELD_MAX = 8
const IDLE_MS = 10 * 60_000

/**
 * Keys, each in a process of its own that never sees a document. A process is started when its key is first asked,
 * kept for a while, and started again when it has died in between.
 */
export class KeyProcesses {
  readonly #held = new Map<string, Held>()
  readonly #open: typeof openPkcs12Signer
  readonly #idleMs: number
  readonly #heldMax: number

  constructor({ open = openPkcs12Signer, idleMs = IDLE_MS, heldMax = HELD_MAX }: { open?: typeof openPkcs12Signer; idleMs?: number; heldMax?: number } = {}) {
    this.#open = open
    this.#idleMs = idleMs
    this.#heldMax = heldMax
  }

  /** How many processes are up. */
  get size(): number {
    return this.#held.size
  }

  /** `name` stands for one key and one certificate: a renewed one has another. `read` is called when a process starts. */
  signerOf(name: string, read: () => Promise<Pkcs12Source>): Signer {
    const ask = <T>(question: (signer: HeldSigner) => Promise<T>) => this.#ask({ name, read }, question)
    return {
      identity: () => ask((signer) => signer.identity()),
      request: (attributesDer) => ask((signer) => signer.request(attributesDer)),
      collect: (ticket) => ask((signer) => signer.collect(ticket)),
    }
  }

  async #ask<T>(key: { name: string; read: () => Promise<Pkcs12Source> }, question: (signer: HeldSigner) => Promise<T>): Promise<T> {
    const wasHeld = this.#held.has(key.name)
    try {
      return await this.#askOnce(key, question)
    } catch (thrown) {
      if (!isSigningError(thrown) || thrown.code !== 'signer.unreachable') throw thrown
      this.#drop(key.name)
      // It may have died while nobody asked; nothing was signed, so the question may be put again.
      if (!wasHeld) throw thrown
      return this.#askOnce(key, question)
    }
  }

  async #askOnce<T>({ name, read }: { name: string; read: () => Promise<Pkcs12Source> }, question: (signer: HeldSigner) => Promise<T>): Promise<T> {
    const held = this.#held.get(name) ?? this.#start(name, read)
    this.#held.delete(name)
    this.#held.set(name, held)
    held.asked += 1
    try {
      return await question(await held.signer)
    } finally {
      held.asked -= 1
      held.idle.refresh()
    }
  }

  #start(name: string, read: () => Promise<Pkcs12Source>): Held {
    for (const [other, { asked }] of this.#held) {
      if (this.#held.size < this.#heldMax) break
      if (asked === 0) this.#drop(other)
    }
    const signer = read().then((source) => this.#open(source))
    const held: Held = { signer, asked: 0, idle: setTimeout(() => { if (held.asked === 0) this.#drop(name, held) }, this.#idleMs).unref() }
    signer.catch(() => this.#drop(name, held))
    return held
  }

  #drop(name: string, only = this.#held.get(name)): void {
    if (only === undefined) return
    if (this.#held.get(name) === only) this.#held.delete(name)
    clearTimeout(only.idle)
    only.signer.then((signer) => { signer.close() }, () => undefined)
  }
}
