import { expect, test } from 'vitest'
import type { InkRoomHandle, InkRoomState, OpenInkRoom } from './ink-room.ts'
import { KeptInkRooms } from './kept-ink-rooms.ts'

const options: OpenInkRoom = { room: { versionId: '01920000-0000-7000-8000-000000000001', layer: 'shared' }, userId: '01920000-0000-7000-8000-000000000002' }

/** Only what the keeper uses of a room. */
function room() {
  const listeners = new Set<() => void>()
  const told = { state: { saved: 'saved', unsavedCount: 0, canUndo: false, canRedo: false, revision: 0 } as InkRoomState, isDestroyed: false }
  const handle = {
    state: () => told.state,
    subscribe: (hear: () => void) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    destroy: () => (told.isDestroyed = true),
  } as unknown as InkRoomHandle
  const become = (changes: Partial<InkRoomState>) => {
    told.state = { ...told.state, ...changes }
    for (const hear of [...listeners]) hear()
  }
  return { handle, told, become }
}

test('a paper left with everything saved closes its room at once', () => {
  const { handle, told } = room()
  const rooms = new KeptInkRooms(() => handle)
  rooms.take(options)
  rooms.leave(options)
  expect(told.isDestroyed).toBe(true)
})

test('strokes drawn without a connection outlive the paper, and close the room once they are saved', () => {
  const { handle, told, become } = room()
  const rooms = new KeptInkRooms(() => handle)
  rooms.take(options)
  become({ saved: 'offline', unsavedCount: 2 })
  rooms.leave(options)
  expect(told.isDestroyed).toBe(false)
  expect(rooms.hasUnsaved()).toBe(true)
  become({ saved: 'saving', unsavedCount: 1 })
  expect(told.isDestroyed).toBe(false)
  become({ saved: 'saved', unsavedCount: 0 })
  expect(told.isDestroyed).toBe(true)
  expect(rooms.hasUnsaved()).toBe(false)
})

test('whoever comes back to the paper finds the same room, which then stays', () => {
  const { handle, told, become } = room()
  const opened: InkRoomHandle[] = []
  const rooms = new KeptInkRooms(() => {
    opened.push(handle)
    return handle
  })
  rooms.take(options)
  become({ saved: 'offline', unsavedCount: 1 })
  rooms.leave(options)
  expect(rooms.take(options)).toBe(handle)
  become({ saved: 'saved', unsavedCount: 0 })
  expect(told.isDestroyed).toBe(false)
  expect(opened).toHaveLength(1)
})

test('a room whose right was taken back is not waited for', () => {
  const { handle, told, become } = room()
  const rooms = new KeptInkRooms(() => handle)
  rooms.take(options)
  become({ saved: 'offline', unsavedCount: 3 })
  rooms.leave(options)
  become({ saved: 'ended' })
  expect(told.isDestroyed).toBe(true)
})
