/** Says which bytes are wrong, for a log; a person never sees it. */
export class MalformedInk extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'MalformedInk'
  }
}

/** Whole numbers are written seven bits at a time, the lowest first; the eighth bit says that more follow. */
export class PackedWriter {
  readonly #bytes: number[] = []

  byte(value: number): void {
    this.#bytes.push(value & 0xff)
  }

  raw(bytes: Uint8Array): void {
    for (const value of bytes) this.#bytes.push(value)
  }

  /** Up to 2^53 - 1. */
  whole(value: number): void {
    let rest = value
    while (rest > 0x7f) {
      this.#bytes.push((rest % 128) | 0x80)
      rest = Math.floor(rest / 128)
    }
    this.#bytes.push(rest)
  }

  /** Zig-zag: small negative numbers are as short as small positive ones. 31 bits. */
  signed(value: number): void {
    this.whole(value >= 0 ? value * 2 : -value * 2 - 1)
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}

export class PackedReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  /** @throws MalformedInk when the bytes end here. */
  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw new MalformedInk('ends early')
    return value
  }

  raw(length: number): Uint8Array {
    if (length > this.left) throw new MalformedInk('ends early')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  whole(max: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const next = this.byte()
      value += (next & 0x7f) * factor
      if (value > max) throw new MalformedInk('number too large')
      if (next < 0x80) {
        // One way of writing each number, so equal strokes are equal bytes.
        if (next === 0 && factor > 1) throw new MalformedInk('number padded with zeros')
        return value
      }
    }
  }

  signed(max: number): number {
    const value = this.whole(max * 2)
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}
