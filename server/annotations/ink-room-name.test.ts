import { expect, test } from 'vitest'
import { parseInkRoom, printInkRoom, type InkRoom } from './ink-room-name.ts'

const versionId = '018f2b5e-0000-7000-8000-00000000000a'
const ownerId = '018f2b5e-0000-7000-8000-00000000000b'

test('a room has one name and the name one room', () => {
  const rooms: InkRoom[] = [{ versionId, layer: 'shared' }, { versionId, layer: 'own', ownerId }]
  for (const room of rooms) expect(parseInkRoom(printInkRoom(room))).toEqual(room)
})

test('any other name is no room', () => {
  const names = [
    '', 'ink', `ink/${versionId}`, `ink/${versionId}/own`, `ink/${versionId}/shared/`, `ink/${versionId}/shared/${ownerId}`,
    `ink/${versionId}/own/${ownerId}/x`, `ink/${versionId.toUpperCase()}/shared`, `ink/../shared`, `pen/${versionId}/shared`,
  ]
  for (const name of names) expect(parseInkRoom(name), name).toBeNull()
})
