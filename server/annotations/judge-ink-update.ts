import * as Y from 'yjs'
import { isStrokeKeyOf, parsePageMapName } from './ink-page.ts'
import { decodeStroke } from './stroke.ts'

export interface InkWriter {
  userId: string
  pageCount: number
}

/**
 * `accept`: every change is the writer's own ink on a page that exists.
 * `behind`: the update builds on something the server has not seen; it must be asked for again, and nothing is applied.
 * Otherwise the rule that was broken, for the log.
 */
export type InkVerdict = 'accept' | 'behind' | { refused: InkFault }
export type InkFault =
  | 'malformed' | 'unknown_page' | 'not_a_stroke' | 'not_your_key' | 'forged_author' | 'not_your_client' | 'not_your_stroke'

/**
 * Judges an update before it touches the document, so that nobody can write in another's name, nor overwrite
 * or erase another's stroke, even with a modified client.
 *
 * The way chosen: read the update's structs and deletions without applying them and compare with the room's
 * document. A stroke's key begins with its author, so the author of everything, also of what was erased and
 * lost its content, can be told from the key. Not chosen: a candidate copy of the document per update (copies
 * megabytes for 200 bytes), or one writer per room (a room for each of 500 people, 500 sockets on each tablet).
 * This way costs about a tenth of applying the same update (strokes of 50 points, a room of 3,000).
 *
 * Four holes a comparison by key alone would leave, and how they are closed:
 * - writing under a foreign Yjs client id would make the true owner's next strokes vanish as "already known":
 *   a client id belongs to whoever wrote first under it;
 * - deleting what does not exist yet would erase another's stroke the moment it arrives: such a deletion is `behind`;
 * - an item that names a neighbour takes the neighbour's key: the key is looked up through the neighbour;
 * - nested types and lists have no key: refused.
 */
export function judgeInkUpdate(doc: Y.Doc, update: Uint8Array, writer: InkWriter): InkVerdict {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return refuse('malformed')
  }
  const added = new Added(doc)
  for (const struct of decoded.structs) {
    const verdict = judgeStruct(doc, struct, added, writer)
    if (verdict !== 'accept') return verdict
  }
  for (const [client, ranges] of decoded.ds.clients) {
    for (const range of ranges) {
      const verdict = judgeDeletion(doc, client, range, added, writer)
      if (verdict !== 'accept') return verdict
    }
  }
  return 'accept'
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/** What the update would add: per Yjs client the next clock, and per item its page and key. */
class Added {
  readonly #doc: Y.Doc
  readonly #next = new Map<number, number>()
  readonly #keys = new Map<string, string>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  nextClock(client: number): number {
    return this.#next.get(client) ?? Y.getState(this.#doc.store, client)
  }

  add(item: Y.Item, key: string): void {
    this.#next.set(item.id.client, item.id.clock + item.length)
    for (let offset = 0; offset < item.length; offset++) {
      this.#keys.set(`${item.id.client}:${item.id.clock + offset}`, key)
    }
  }

  /** The key under which the item with this id stands, or null when nobody knows that item. */
  keyOf(id: Y.ID): string | null {
    const ours = this.#keys.get(`${id.client}:${id.clock}`)
    if (ours !== undefined) return ours
    return id.clock < Y.getState(this.#doc.store, id.client) ? storedKey(this.#doc, id) : null
  }
}

function judgeStruct(doc: Y.Doc, struct: Struct, added: Added, writer: InkWriter): InkVerdict {
  const { client, clock } = struct.id
  // Known already: Yjs skips it, and so a client may repeat what others wrote.
  if (clock + struct.length <= Y.getState(doc.store, client)) return 'accept'
  if (struct instanceof Y.Skip) return 'behind'
  if (!(struct instanceof Y.Item)) return refuse('not_a_stroke')
  if (clock > added.nextClock(client)) return 'behind'
  // A run of erased strokes that is known in part; its keys are checked like any other.
  if (!isClientOf(doc, client, writer.userId)) return refuse('not_your_client')
  if (struct.rightOrigin !== null) return refuse('not_a_stroke')
  if (struct.length > ERASED_RUN_MAX) return refuse('malformed')

  const place = placeOf(struct, added)
  if (place === 'behind') return 'behind'
  if (place === null) return refuse('not_a_stroke')
  if (place.page !== null && !isPage(place.page, writer.pageCount)) return refuse('unknown_page')
  if (!isStrokeKeyOf(writer.userId, place.key)) return refuse('not_your_key')
  const fault = contentFault(struct, writer.userId)
  if (fault !== null) return refuse(fault)
  added.add(struct, place.key)
  return 'accept'
}

const ERASED_RUN_MAX = 10_000

/** A fresh entry names its page and key; one that follows another in the same entry names only that one. */
function placeOf(item: Y.Item, added: Added): { page: string | null; key: string } | 'behind' | null {
  if (item.origin !== null) {
    const key = added.keyOf(item.origin)
    return key === null ? 'behind' : { page: null, key }
  }
  // In an update not yet applied the parent is the root type's name, or the id of a nested type.
  const page: unknown = item.parent
  return typeof page === 'string' && item.parentSub !== null ? { page, key: item.parentSub } : null
}

function isPage(name: string, pageCount: number): boolean {
  const pageIndex = parsePageMapName(name)
  return pageIndex !== null && pageIndex < pageCount
}

function contentFault(item: Y.Item, userId: string): InkFault | null {
  if (item.content instanceof Y.ContentDeleted) return null
  if (!(item.content instanceof Y.ContentBinary)) return 'not_a_stroke'
  try {
    return decodeStroke(item.content.content).authorUserId === userId ? null : 'forged_author'
  } catch {
    return 'malformed'
  }
}

function isClientOf(doc: Y.Doc, client: number, userId: string): boolean {
  const first = doc.store.clients.get(client)?.[0]
  if (first === undefined) return true
  return first instanceof Y.Item && first.parentSub !== null && isStrokeKeyOf(userId, first.parentSub)
}

function judgeDeletion(
  doc: Y.Doc,
  client: number,
  { clock, len }: { clock: number; len: number },
  added: Added,
  writer: InkWriter,
): InkVerdict {
  if (clock + len > added.nextClock(client)) return 'behind'
  const structs = doc.store.clients.get(client)
  // All of it is new in this update, hence the writer's own.
  if (structs === undefined) return 'accept'
  const known = Math.min(clock + len, Y.getState(doc.store, client))
  for (let at = clock; at < known; ) {
    const struct = structs[Y.findIndexSS(structs, at)]
    if (struct === undefined) return refuse('malformed')
    const isOwn = struct instanceof Y.Item && struct.parentSub !== null && isStrokeKeyOf(writer.userId, struct.parentSub)
    if (!struct.deleted && !isOwn) return refuse('not_your_stroke')
    at = struct.id.clock + struct.length
  }
  return 'accept'
}

function storedKey(doc: Y.Doc, id: Y.ID): string | null {
  const structs = doc.store.clients.get(id.client)
  const struct = structs?.[Y.findIndexSS(structs, id.clock)]
  return struct instanceof Y.Item ? struct.parentSub : null
}

function refuse(refused: InkFault): InkVerdict {
  return { refused }
}
