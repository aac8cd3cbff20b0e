/** One room per version of a paper and layer, so that ink never jumps to the next revision. */
export type InkRoom =
  | { versionId: string; layer: 'shared' }
  | { versionId: string; layer: 'own'; ownerId: string }

export function printInkRoom(room: InkRoom): string {
  return room.layer === 'shared' ? `ink/${room.versionId}/shared` : `ink/${room.versionId}/own/${room.ownerId}`
}

/** Null for anything `printInkRoom` would not print: two names for one room would split it. */
export function parseInkRoom(name: string): InkRoom | null {
  const [kind, versionId, layer, ownerId, ...rest] = name.split('/')
  if (kind !== 'ink' || versionId === undefined || rest.length > 0) return null
  if (!UUID.test(versionId)) return null
  if (layer === 'shared' && ownerId === undefined) return { versionId, layer }
  if (layer === 'own' && ownerId !== undefined && UUID.test(ownerId)) return { versionId, layer, ownerId }
  return null
}

/** Lower case only, for the same reason. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
