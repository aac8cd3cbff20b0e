import type { Doc } from 'yjs'
import type { Ctx } from '#server/kernel/ctx.ts'

/** `behind`: it builds on something unknown here, nothing is applied, the client is asked for everything. */
export type Verdict = 'accept' | 'behind' | { refused: string }

export interface Admission {
  right: 'none' | 'reader' | 'writer'
  /** Asked before an update of this person is applied. */
  judge: (doc: Doc, update: Uint8Array) => Verdict
}

/** What a kind of room must supply. `realtime` moves bytes and knows no rule of its own. */
export interface RoomKind {
  admit(ctx: Ctx, name: string): Promise<Admission>
  load(name: string): Promise<readonly Uint8Array[]>
  /** Resolves when committed. A rejection is answered by trying again, for as long as it takes. */
  append(name: string, update: Uint8Array): Promise<void>
  compact(name: string): Promise<void>
}

export const NOT_ADMITTED: Admission = { right: 'none', judge: () => ({ refused: 'not_admitted' }) }
