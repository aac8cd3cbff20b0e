import { readableVersion } from '#server/documents/queries.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { InkRoom } from './ink-room-name.ts'

export type InkRight = 'none' | 'reader' | 'writer'

export interface OpenedInkLayer {
  right: InkRight
  pageCount: number
}

/**
 * Who the actor is in a layer. Shared: whoever may read the paper may write on it. Own: its owner and nobody
 * else, and only as long as the paper may be read. Asked when a room is opened and every minute.
 */
export async function openInkLayer(ctx: Ctx, room: InkRoom): Promise<OpenedInkLayer> {
  if (room.layer === 'own' && room.ownerId !== ctx.actor.userId) return NOTHING
  const version = await readableVersion(ctx, room.versionId)
  return version === null ? NOTHING : { right: 'writer', pageCount: version.pageCount }
}

const NOTHING: OpenedInkLayer = { right: 'none', pageCount: 0 }
