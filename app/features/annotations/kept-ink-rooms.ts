import { printInkRoom } from '#server/annotations/ink-room-name.ts'
import { openInkRoom, type InkRoomHandle, type OpenInkRoom } from './ink-room.ts'

/**
 * The rooms of the papers on the screen, and those left before everything drawn in them was saved: such a room stays
 * open in the background until the server has it all, and is the one found again when its paper comes back.
 */
export class KeptInkRooms {
  readonly #rooms = new Map<string, { handle: InkRoomHandle; holders: number; stopWaiting: (() => void) | null }>()
  readonly #open: (options: OpenInkRoom) => InkRoomHandle

  constructor(open: (options: OpenInkRoom) => InkRoomHandle = openInkRoom) {
    this.#open = open
  }

  take(options: OpenInkRoom): InkRoomHandle {
    const key = keyOf(options)
    const kept = this.#rooms.get(key) ?? { handle: this.#open(options), holders: 0, stopWaiting: null }
    kept.stopWaiting?.()
    kept.stopWaiting = null
    kept.holders += 1
    this.#rooms.set(key, kept)
    return kept.handle
  }

  leave(options: OpenInkRoom): void {
    const key = keyOf(options)
    const kept = this.#rooms.get(key)
    if (kept === undefined || --kept.holders > 0) return
    const endIfSaved = () => {
      if (!isUnsaved(kept.handle)) this.#end(key)
    }
    kept.stopWaiting = kept.handle.subscribe(endIfSaved)
    endIfSaved()
  }

  /** True while something drawn in any of them exists on this device only. */
  hasUnsaved(): boolean {
    return [...this.#rooms.values()].some(({ handle }) => isUnsaved(handle))
  }

  #end(key: string): void {
    const kept = this.#rooms.get(key)
    this.#rooms.delete(key)
    kept?.stopWaiting?.()
    kept?.handle.destroy()
  }
}

/** One person at a time uses a browser, but another may sign in after. */
function keyOf({ room, userId }: OpenInkRoom): string {
  return `${userId} ${printInkRoom(room)}`
}

function isUnsaved(handle: InkRoomHandle): boolean {
  const { saved, unsavedCount } = handle.state()
  return saved !== 'ended' && unsavedCount > 0
}
