import { afterEach, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { hearAnnouncements } from './hear-announcements.ts'
import type { MeetingMessage } from './meeting-channel.ts'
import { AN, BINH, closeCode, MEETING, openTestServer, SHARED, STRANGER, until, type TestServer } from './test-server.ts'

let server: TestServer

afterEach(() => server.close())

const PATH = `/live/meetings/${MEETING}`

function hear(socket: WebSocket): MeetingMessage[] {
  const heard: MeetingMessage[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as MeetingMessage))
  return heard
}

test('a screen is told what happened, with a number that shows a gap, and small data with it', async () => {
  server = await openTestServer({ rosterMs: 100_000 })
  const heard = hear(server.socket(AN, PATH))
  await until(() => heard.length === 1, 'hello')
  expect(heard[0]).toMatchObject({ topic: 'hello', seq: 0, data: { here: [] } })
  server.hub.announce({ seq: '7', type: 'poll.opened', subjectId: 'p1', meetingId: MEETING })
  server.hub.announce({ seq: '8', type: 'poll.opened', subjectId: 'p2', meetingId: '00000000-0000-7000-8000-0000000000ff' })
  server.hub.announce({ seq: '9', type: 'page.presented', subjectId: 'm', meetingId: MEETING, data: { page: 4 } })
  await until(() => heard.length === 3, 'both announcements')
  expect(heard.slice(1)).toEqual([
    { topic: 'poll.opened', seq: 1, subjectId: 'p1', event: 7 },
    { topic: 'page.presented', seq: 2, subjectId: 'm', event: 9, data: { page: 4 } },
  ])
  const late = hear(server.socket(BINH, PATH))
  await until(() => late.length === 1, 'hello')
  expect(late[0]).toMatchObject({ topic: 'hello', seq: 2 })
})

test('who is connected is told as differences, one for a person with two tabs', async () => {
  server = await openTestServer({ rosterMs: 30 })
  const heard = hear(server.socket(AN, PATH))
  await until(() => heard.length === 2, 'An')
  const tabs = [server.socket(BINH, PATH), server.socket(BINH, PATH)]
  const inTabs = tabs.map(hear)
  await until(() => heard.length === 3, 'Bình')
  await until(() => inTabs.every((inTab) => inTab.length > 0), 'both tabs')
  for (const tab of tabs) tab.close()
  await until(() => heard.length === 4, 'Bình has gone')
  expect(heard.slice(1)).toEqual([
    { topic: 'roster', seq: 1, data: { joined: [{ userId: AN, name: 'aa' }], left: [] } },
    { topic: 'roster', seq: 2, data: { joined: [{ userId: BINH, name: 'bb' }], left: [] } },
    { topic: 'roster', seq: 3, data: { joined: [], left: [BINH] } },
  ])
})

test('a quiet meeting is kept alive, and a lost connection to the database makes screens reload', async () => {
  server = await openTestServer({ keepAliveMs: 40, rosterMs: 100_000 })
  const heard = hear(server.socket(AN, PATH))
  await until(() => heard.some((message) => message.topic === 'alive'), 'alive')
  server.hub.missed()
  await until(() => heard.some((message) => message.topic === 'reload' && message.seq === 1), 'reload')
})

test('a stranger finds no meeting, and who is removed is told to go', async () => {
  server = await openTestServer()
  expect(await closeCode(server.socket(STRANGER, PATH))).toBe(4404)
  expect(await closeCode(server.socket(null, PATH))).toBe(4401)
  expect(await closeCode(server.socket(AN, '/live/meetings/not-an-id'))).toBe(4404)
  const socket = server.socket(AN, PATH)
  const heard = hear(socket)
  await until(() => heard.length === 1, 'hello')
  server.rights.set(AN, 'none')
  const code = closeCode(socket)
  await server.hub.askAgain()
  expect(await code).toBe(4403)
})

test('whoever talks on a socket that only announces is cut off, alone', async () => {
  server = await openTestServer()
  const heard = hear(server.socket(AN, PATH))
  const talker = server.socket(BINH, PATH)
  const code = closeCode(talker)
  talker.on('open', () => talker.send('{'))
  expect(await code).toBe(4400)
  server.hub.announce({ seq: '1', type: 'poll.opened', subjectId: 'p1', meetingId: MEETING })
  await until(() => heard.some((message) => message.topic === 'poll.opened'), 'the others go on')
})

test('the wall hears that anything happened, and nothing of what', async () => {
  server = await openTestServer()
  const heard = hear(server.socket(AN, '/live/wall'))
  await until(() => heard.length === 1, 'hello')
  server.hub.announce({ seq: '1', type: 'task.progressed', subjectId: 't1', meetingId: null, data: { percent: 5 } })
  await until(() => heard.length === 2, 'announcement')
  expect(heard[1]).toEqual({ topic: 'task.progressed', seq: 1 })
})

test('one person cannot use up the sockets', async () => {
  server = await openTestServer({ socketsPerUser: 2 })
  const first = server.socket(AN, PATH)
  const second = server.socket(AN, PATH)
  const heard = [hear(first), hear(second)]
  await until(() => heard.every((messages) => messages.length > 0), 'two sockets')
  expect(await closeCode(server.socket(AN, PATH))).toBe(4429)
  first.close()
  await closeCode(first)
  const again = hear(server.socket(AN, PATH))
  await until(() => again.length > 0, 'a place is free again')
})

test.each(['meeting.changed', 'agenda.changed'])('after %s who lost the right hears nothing further, long before the minute is over', async (type) => {
  server = await openTestServer()
  const { onAnnouncement } = hearAnnouncements(server)
  const removed = server.socket(AN, PATH)
  const staying = server.socket(BINH, PATH)
  const [heard, stays] = [hear(removed), hear(staying)]
  await until(() => heard.length > 0 && stays.length > 0, 'hello')
  server.rights.set(AN, 'none')
  const code = closeCode(removed)
  onAnnouncement({ seq: '1', type, subjectId: MEETING, meetingId: MEETING })
  expect(await code).toBe(4403)
  onAnnouncement({ seq: '2', type: 'poll.opened', subjectId: 'p', meetingId: MEETING })
  await until(() => stays.some(({ topic }) => topic === 'poll.opened'), 'poll.opened')
  expect(heard.map(({ topic }) => topic)).not.toContain('poll.opened')
})

test('after a sign-out the sockets of that session close at once, and those of nobody else', async () => {
  server = await openTestServer()
  const { onAnnouncement } = hearAnnouncements(server)
  const leaving = [server.socket(AN, PATH), server.socket(AN, '/live/wall'), server.socket(AN, `/live/${SHARED}?v=2`)]
  const staying = server.socket(BINH, PATH)
  const stays = hear(staying)
  await Promise.all([...leaving, staying].map((socket) => new Promise((resolve) => socket.once('message', resolve))))
  server.signedOut.add(AN)
  const codes = Promise.all(leaving.map(closeCode))
  onAnnouncement({ seq: '1', type: 'session.ended', subjectId: AN, meetingId: null })
  expect(await codes).toEqual([4401, 4401, 4401])
  onAnnouncement({ seq: '2', type: 'poll.opened', subjectId: 'p', meetingId: MEETING })
  await until(() => stays.some(({ topic }) => topic === 'poll.opened'), 'poll.opened')
})

test('after announcements were missed rights are asked again, and so are those of drawing', async () => {
  server = await openTestServer()
  const { onMissed } = hearAnnouncements(server)
  const sockets = [server.socket(AN, PATH), server.socket(AN, `/live/${SHARED}?v=2`)]
  const heard = sockets.map((socket) => {
    const frames: unknown[] = []
    socket.on('message', (frame) => frames.push(frame))
    return frames
  })
  await until(() => heard.every((frames) => frames.length > 0), 'both open')
  server.rights.set(AN, 'none')
  const codes = Promise.all(sockets.map(closeCode))
  onMissed()
  expect(await codes).toEqual([4403, 4403])
})
