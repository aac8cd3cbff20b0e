import * as Y from 'yjs'
import { isStrokeKeyOf, pageMapName, strokeKey } from '#server/annotations/ink-page.ts'
import { printInkRoom, type InkRoom } from '#server/annotations/ink-room-name.ts'
import { decodeLiveStroke, encodeLiveStroke, type LiveStroke } from '#server/annotations/live-stroke.ts'
import { encodeStroke, type Stroke } from '#server/annotations/stroke.ts'
import { DrawnStrokes, ownStrokes, type DrawnStroke } from './drawn-strokes.ts'
import { connectInk, type InkConnection } from './ink-connection.ts'
import { LiveStrokes } from './live-strokes.ts'

/** `ended`: signed out, or the right was taken back; nothing more is saved. */
export type SavedState = 'saving' | 'saved' | 'offline' | 'ended'

/** One layer of one version of a paper, as the screens use it. */
export interface InkRoomHandle {
  readonly room: InkRoom
  strokes: (pageIndex: number) => readonly DrawnStroke[]
  /** Strokes other people are drawing at this moment. */
  liveStrokes: (pageIndex: number) => readonly LiveStroke[]
  draw: (pageIndex: number, stroke: Omit<Stroke, 'authorUserId'>) => void
  /** Erases own strokes only; another's key is left alone. */
  erase: (pageIndex: number, keys: readonly string[]) => void
  isOwn: (key: string) => boolean
  showLive: (live: LiveStroke) => void
  undo: () => void
  redo: () => void
  state: () => InkRoomState
  /** Calls `hear` after every change; drawing once per frame is the caller's affair. Returns the way to stop. */
  subscribe: (hear: () => void) => () => void
  destroy: () => void
}

export interface InkRoomState {
  saved: SavedState
  /** Strokes and erasures not yet committed. */
  unsavedCount: number
  canUndo: boolean
  canRedo: boolean
  /** Goes up with every change of what is to be seen. */
  revision: number
}

export interface OpenInkRoom {
  room: InkRoom
  userId: string
  /** For tests and other hosts; by default this page's own server. */
  liveUrl?: string
  WebSocketClass?: typeof WebSocket
}

const ENDED_CODES: readonly number[] = [4401, 4403, 4404]

/** Opens a layer: drawn at once on this device, sent, and called saved when the server has committed it. */
export function openInkRoom({ room, userId, liveUrl = ownLiveUrl(), WebSocketClass }: OpenInkRoom): InkRoomHandle {
  const listeners = new Set<() => void>()
  const origin = { room: printInkRoom(room) }
  const live = new LiveStrokes(userId, () => changed())
  let state: InkRoomState = { saved: 'offline', unsavedCount: 0, canUndo: false, canRedo: false, revision: 0 }
  let isConnected = false
  let isEnded = false
  let isDestroyed = false
  let restarts = 0
  let opened = start(new Y.Doc())

  function start(doc: Y.Doc): { doc: Y.Doc; undo: Y.UndoManager; connection: InkConnection } {
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), captureTimeout: 0 })
    let sent = 0
    let saved = 0
    let drawnOffline = 0
    doc.on('update', (_: Uint8Array, by: unknown) => {
      if ((by === origin || by === undo) && !isConnected) drawnOffline += 1
      changed()
    })
    undo.on('stack-item-added', () => changed())
    undo.on('stack-item-popped', () => changed())
    const report = () => setSaved(sent, saved, drawnOffline)
    const connection = connectInk({
      liveUrl,
      room: printInkRoom(room),
      doc,
      ...(WebSocketClass === undefined ? {} : { WebSocketClass }),
      events: {
        progress(nowSent, nowSaved) {
          sent = nowSent
          saved = nowSaved
          if (isConnected && saved > 0 && saved >= sent) {
            drawnOffline = 0
            restarts = 0
          }
          report()
        },
        connected(nowConnected) {
          isConnected = nowConnected
          report()
        },
        synced: report,
        refused: () => restart(),
        ended(code) {
          isConnected = false
          isEnded = ENDED_CODES.includes(code)
          if (isEnded) report()
          // Anything else was a frame of ours: begin anew, a few times.
          else restart()
        },
        live: (author, payload) => live.hear(author, () => decodeLiveStroke(payload)),
      },
    })
    return { doc, undo, connection }
  }

  /** What the server refused would come back with every sync: the document goes, own strokes are carried over once. */
  function restart(): void {
    if (isDestroyed || isEnded) return
    const carried = restarts === 0 ? ownStrokes(opened.doc, userId) : []
    stop()
    restarts += 1
    if (restarts > RESTARTS_MAX) {
      isEnded = true
      return changed()
    }
    opened = start(new Y.Doc())
    opened.doc.transact(() => {
      for (const { page, key, bytes } of carried) opened.doc.getMap(page).set(key, bytes)
    }, origin)
    changed()
  }

  function stop(): void {
    opened.connection.destroy()
    opened.undo.destroy()
    opened.doc.destroy()
    isConnected = false
  }

  function setSaved(sent: number, saved: number, drawnOffline: number): void {
    const unsavedCount = isConnected ? Math.max(0, sent - saved) : drawnOffline
    const name = isEnded ? 'ended' : !isConnected ? 'offline' : unsavedCount > 0 ? 'saving' : 'saved'
    state = { ...state, saved: name, unsavedCount }
    changed()
  }

  function changed(): void {
    if (isDestroyed) return
    const { undo } = opened
    state = {
      ...state,
      ...(isEnded ? { saved: 'ended' as const } : {}),
      canUndo: undo.undoStack.length > 0,
      canRedo: undo.redoStack.length > 0,
      revision: state.revision + 1,
    }
    for (const hear of listeners) hear()
  }

  const pageOf = (pageIndex: number): Y.Map<Uint8Array> => opened.doc.getMap<Uint8Array>(pageMapName(pageIndex))
  const drawnStrokes = new DrawnStrokes()

  return {
    room,
    strokes: (pageIndex) => drawnStrokes.of(pageOf(pageIndex)),
    liveStrokes: (pageIndex) => live.on(pageIndex),
    draw(pageIndex, stroke) {
      const page = pageOf(pageIndex)
      opened.doc.transact(() => page.set(strokeKey(userId, newStrokeId()), encodeStroke({ ...stroke, authorUserId: userId })), origin)
    },
    erase(pageIndex, keys) {
      const page = pageOf(pageIndex)
      const own = keys.filter((key) => isStrokeKeyOf(userId, key) && page.has(key))
      if (own.length > 0) opened.doc.transact(() => own.forEach((key) => page.delete(key)), origin)
    },
    isOwn: (key) => isStrokeKeyOf(userId, key),
    showLive: (stroke) => opened.connection.sendLive(encodeLiveStroke(stroke)),
    undo: () => void opened.undo.undo(),
    redo: () => void opened.undo.redo(),
    state: () => state,
    subscribe(hear) {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    destroy() {
      isDestroyed = true
      live.destroy()
      stop()
    },
  }
}

const RESTARTS_MAX = 5

function ownLiveUrl(): string {
  return `${window.location.origin.replace(/^http/, 'ws')}/live`
}

function newStrokeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (value) => (value % 36).toString(36)).join('')
}
