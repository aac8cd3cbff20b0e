import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { pageMapName, strokeKey } from './ink-page.ts'
import { judgeInkUpdate, type InkVerdict } from './judge-ink-update.ts'
import { encodeStroke } from './stroke.ts'

const AN = '00000000-0000-7000-8000-0000000000aa'
const BINH = '00000000-0000-7000-8000-0000000000bb'
const STROKE_1 = strokeKey(AN, 'stroke01')

function strokeOf(authorUserId: string): Uint8Array {
  return encodeStroke({
    tool: 'pen', colour: 0, widthPt: 1, authorUserId, startedAtMs: 1, hasPressure: false, points: [{ xPt: 1, yPt: 1, pressure: 0.5 }],
  })
}

function page(doc: Y.Doc, pageIndex = 0): Y.Map<unknown> {
  return doc.getMap(pageMapName(pageIndex))
}

/** The room's document with one stroke of An's, and a client that has it too. */
function roomAndClient(): { room: Y.Doc; client: Y.Doc; an: Y.Doc } {
  const an = new Y.Doc()
  page(an).set(STROKE_1, strokeOf(AN))
  const room = new Y.Doc()
  const client = new Y.Doc()
  for (const doc of [room, client]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(an))
  return { room, client, an }
}

function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = []
  const gather = (update: Uint8Array) => void updates.push(update)
  doc.on('update', gather)
  doc.transact(change)
  doc.off('update', gather)
  return Y.mergeUpdates(updates)
}

function judge(room: Y.Doc, update: Uint8Array, userId = BINH): InkVerdict {
  return judgeInkUpdate(room, update, { userId, pageCount: 2 })
}

test('own strokes may be drawn, erased, undone and redone', () => {
  const { room, client } = roomAndClient()
  const undo = new Y.UndoManager(page(client), { captureTimeout: 0 })
  const steps = [
    () => page(client).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH)),
    () => undo.undo(),
    () => undo.redo(),
    () => page(client).delete(strokeKey(BINH, 'stroke02')),
    () => undo.undo(),
  ]
  for (const step of steps) {
    const update = updateOf(client, step)
    expect(judge(room, update)).toBe('accept')
    Y.applyUpdate(room, update)
  }
  expect(page(room).has(strokeKey(BINH, 'stroke02'))).toBe(true)
})

test('a whole document that repeats what the room knows is accepted', () => {
  const { room, client } = roomAndClient()
  page(client).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH))
  page(client).delete(strokeKey(BINH, 'stroke02'))
  expect(judge(room, Y.encodeStateAsUpdate(client))).toBe('accept')
})

test('each way of touching what is not one\'s own is refused by its name', () => {
  const cases: [string, (client: Y.Doc) => void][] = [
    ['not_your_stroke', (client) => page(client).delete(STROKE_1)],
    ['not_your_key', (client) => page(client).set(STROKE_1, strokeOf(BINH))],
    ['not_your_key', (client) => page(client).set(strokeKey(AN, 'stroke09'), strokeOf(AN))],
    ['not_your_key', (client) => page(client).set(`${BINH}/../x`, strokeOf(BINH))],
    ['forged_author', (client) => page(client).set(strokeKey(BINH, 'stroke02'), strokeOf(AN))],
    ['malformed', (client) => page(client).set(strokeKey(BINH, 'stroke02'), Uint8Array.of(1, 2, 3))],
    ['not_a_stroke', (client) => page(client).set(strokeKey(BINH, 'stroke02'), 'text')],
    ['not_a_stroke', (client) => page(client).set(strokeKey(BINH, 'stroke02'), new Y.Map())],
    ['not_a_stroke', (client) => client.getArray(pageMapName(0)).push([strokeOf(BINH)])],
    ['unknown_page', (client) => page(client, 2).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH))],
    ['unknown_page', (client) => client.getMap('other').set(strokeKey(BINH, 'stroke02'), strokeOf(BINH))],
  ]
  for (const [refused, change] of cases) {
    const { room } = roomAndClient()
    // A list and a map under one name cannot be in one document: this client has not opened the page.
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(room))
    expect(judge(room, updateOf(client, () => change(client)))).toEqual({ refused })
  }
})

test('writing under the Yjs client id of another is refused: their next stroke would be lost', () => {
  const { room, an } = roomAndClient()
  const forger = new Y.Doc()
  Y.applyUpdate(forger, Y.encodeStateAsUpdate(room))
  forger.clientID = an.clientID
  const update = updateOf(forger, () => page(forger).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH)))
  expect(judge(room, update)).toEqual({ refused: 'not_your_client' })
})

test('erasing a stroke before it has arrived is not applied', () => {
  const { room, client, an } = roomAndClient()
  const stroke = updateOf(an, () => page(an).set(strokeKey(AN, 'stroke03'), strokeOf(AN)))
  Y.applyUpdate(client, stroke)
  const erasure = updateOf(client, () => page(client).delete(strokeKey(AN, 'stroke03')))
  expect(judge(room, erasure)).toBe('behind')
})

test('an update whose predecessor is missing is asked for again, not refused', () => {
  const { room, client } = roomAndClient()
  updateOf(client, () => page(client).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH)))
  const second = updateOf(client, () => page(client).set(strokeKey(BINH, 'stroke03'), strokeOf(BINH)))
  expect(judge(room, second)).toBe('behind')
})

test('bytes that are no update at all are refused, whatever they are', () => {
  const { room, client } = roomAndClient()
  const update = updateOf(client, () => page(client).set(strokeKey(BINH, 'stroke02'), strokeOf(BINH)))
  for (let length = 0; length < update.length; length += 7) expect(judge(room, update.subarray(0, length))).not.toBe('accept')
})

test('judging a stroke looks at no more of a full room than of an empty one', () => {
  const few = looksInRoomOf(50)
  expect(few).toBeGreaterThan(0)
  // A search by halves looks a few times more often in a room forty times as full.
  expect(looksInRoomOf(2_000)).toBeLessThan(few + 40)
})

/** How many structs and entries of the room's document are looked at while one more stroke and an erasure are judged. */
function looksInRoomOf(strokeCount: number): number {
  const { room, client } = roomAndClient()
  const filled = updateOf(client, () => {
    for (let index = 0; index < strokeCount; index++) page(client).set(strokeKey(BINH, `stroke${index}`), strokeOf(BINH))
  })
  Y.applyUpdate(room, filled)
  let looks = 0
  for (const [yjsClient, structs] of room.store.clients) {
    room.store.clients.set(yjsClient, new Proxy(structs, {
      get: (target, key) => {
        looks += 1
        const value: unknown = Reflect.get(target, key)
        return value
      },
    }))
  }
  const entries = page(room)._map
  const iterate = entries[Symbol.iterator].bind(entries)
  for (const way of ['entries', 'keys', 'values', 'forEach', Symbol.iterator] as const) {
    Object.defineProperty(entries, way, { value: () => { looks += entries.size; return iterate() } })
  }
  const update = updateOf(client, () => {
    page(client).set(strokeKey(BINH, 'onemore1'), strokeOf(BINH))
    page(client).delete(strokeKey(BINH, 'stroke7'))
  })
  expect(judge(room, update)).toBe('accept')
  return looks
}
