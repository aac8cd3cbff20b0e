export type UnreadableReason = 'missing' | 'not_a_file' | 'too_large' | 'not_text' | 'broken' | 'no_text_layer' | 'encrypted' | 'empty' | 'unknown_kind'

/** Thrown by the readers of documents: nothing can be read, and why. */
export class UnreadableDocument extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}
