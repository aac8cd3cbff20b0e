/** What a path under `/live/` asks for. */
export type LivePath =
  | { kind: 'room'; roomKind: string; name: string }
  | { kind: 'meeting'; meetingId: string }
  | { kind: 'wall' }
  | { kind: 'unknown' }

const PREFIX = '/live/'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const ROOM = /^[a-z]+(\/[0-9a-z-]+)+$/

/** Null: not ours. */
export function parseLivePath(path: string): LivePath | null {
  if (!path.startsWith(PREFIX)) return null
  const name = path.slice(PREFIX.length)
  if (name === 'wall') return { kind: 'wall' }
  const [head, id, ...rest] = name.split('/')
  if (head === 'meetings') {
    return id !== undefined && UUID.test(id) && rest.length === 0 ? { kind: 'meeting', meetingId: id } : { kind: 'unknown' }
  }
  if (head === undefined || name.length > 200 || !ROOM.test(name)) return { kind: 'unknown' }
  return { kind: 'room', roomKind: head, name }
}

export function meetingPath(meetingId: string): string {
  return `${PREFIX}meetings/${meetingId}`
}
