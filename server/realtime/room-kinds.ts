import { appendInk } from '#server/annotations/append-ink.ts'
import { compactInk } from '#server/annotations/compact-ink.ts'
import { parseInkRoom } from '#server/annotations/ink-room-name.ts'
import { judgeInkUpdate } from '#server/annotations/judge-ink-update.ts'
import { loadInk } from '#server/annotations/load-ink.ts'
import { openInkLayer } from '#server/annotations/open-ink-layer.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { NOT_ADMITTED, type RoomKind } from './room-kind.ts'

/** Binds each kind of room to the verbs of its domain. `systemCtx` stores for whoever drew. */
export function makeRoomKinds(systemCtx: Ctx): ReadonlyMap<string, RoomKind> {
  return new Map([['ink', inkRooms(systemCtx)]])
}

function inkRooms(systemCtx: Ctx): RoomKind {
  return {
    async admit(ctx, name) {
      const room = parseInkRoom(name)
      if (room === null) return NOT_ADMITTED
      const { right, pageCount } = await openInkLayer(ctx, room)
      const writer = { userId: ctx.actor.userId, pageCount }
      return { right, judge: (doc, update) => judgeInkUpdate(doc, update, writer) }
    },
    load: (name) => loadInk(systemCtx, name),
    append: (name, update) => appendInk(systemCtx, name, update),
    compact: (name) => compactInk(systemCtx, name),
  }
}
