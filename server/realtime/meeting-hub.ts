import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import type { Announcement } from './announcement.ts'
import { LIMITS, type Limits } from './limits.ts'
import { MeetingChannel, type Attendee } from './meeting-channel.ts'
import { CLOSE } from './protocol.ts'
import type { LiveSocket } from './websocket-frame.ts'

/** Who asks for a meeting's socket. `askAgain` answers null when the session is over. */
export interface HubVisitor {
  actor: Actor
  askAgain: () => Promise<Ctx | null>
}

export interface MeetingHub {
  /** False: no such meeting, or not for this person. */
  mayJoin(ctx: Ctx, channel: ChannelName): Promise<boolean>
  join(channel: ChannelName, visitor: HubVisitor, socket: LiveSocket): void
  /** Tells the meeting, and the wall, that an event has been recorded. */
  announce(announcement: Announcement): void
  /** Announcements may have been lost: every screen reloads. */
  missed(): void
  /** Asks rights again now, not at the next minute: of everybody, or of one meeting. */
  askAgain(meetingId?: string): Promise<void>
  /** The same of one person, on all his sockets: a session of his ended. */
  askPerson(userId: string): Promise<void>
  close(): void
}

export type ChannelName = { kind: 'meeting'; meetingId: string } | { kind: 'wall' }

/** The sockets that announce `{ topic, seq }`. A lost announcement costs a moment: a gap makes the screen reload. */
export function makeMeetingHub({ mayJoinMeeting, mayWatchWall = () => Promise.resolve(true), log, limits = LIMITS }: {
  mayJoinMeeting: (ctx: Ctx, meetingId: string) => Promise<boolean>
  mayWatchWall?: (ctx: Ctx) => Promise<boolean>
  log: Log
  limits?: Limits
}): MeetingHub {
  const channels = new Map<string, MeetingChannel>()
  const keepAlive = setInterval(() => eachChannel((channel) => channel.keepAlive()), limits.keepAliveMs).unref()
  const roster = setInterval(() => eachChannel((channel) => channel.sendRoster()), limits.rosterMs).unref()
  const asking = setInterval(() => void askAgain(), limits.askAgainMs).unref()

  function eachChannel(visit: (channel: MeetingChannel) => void): void {
    for (const channel of channels.values()) visit(channel)
  }

  function mayJoin(ctx: Ctx, channel: ChannelName): Promise<boolean> {
    return channel.kind === 'wall' ? mayWatchWall(ctx) : mayJoinMeeting(ctx, channel.meetingId)
  }

  function join(name: ChannelName, visitor: HubVisitor, socket: LiveSocket): void {
    const key = keyOf(name)
    const channel = channels.get(key) ?? new MeetingChannel(name.kind === 'meeting', limits, log)
    channels.set(key, channel)
    const attendee: Attendee = {
      socket,
      userId: visitor.actor.userId,
      name: visitor.actor.name,
      isAlive: true,
      mayStay: async () => {
        const ctx = await visitor.askAgain()
        if (ctx === null) return CLOSE.noSession
        return (await mayJoin(ctx, name)) ? null : CLOSE.removed
      },
    }
    // Nothing is said on this socket by a client: commands are HTTP posts.
    socket.ws.on('message', () => socket.ws.close(CLOSE.malformed, 'this socket only announces'))
    socket.ws.on('pong', () => (attendee.isAlive = true))
    socket.ws.on('close', () => {
      channel.leave(attendee)
      if (channel.isEmpty && channels.get(key) === channel) channels.delete(key)
    })
    channel.join(attendee)
  }

  async function askAgain(meetingId?: string): Promise<void> {
    const one = meetingId === undefined ? undefined : channels.get(keyOf({ kind: 'meeting', meetingId }))
    const asked = meetingId === undefined ? [...channels.values()] : one === undefined ? [] : [one]
    for (const channel of asked) await channel.askAgain()
  }

  async function askPerson(userId: string): Promise<void> {
    for (const channel of [...channels.values()]) await channel.askPerson(userId)
  }

  return {
    mayJoin,
    join,
    askAgain,
    askPerson,
    announce({ seq, type, subjectId, meetingId, data }) {
      if (meetingId) channels.get(keyOf({ kind: 'meeting', meetingId }))?.say(type, { subjectId: subjectId ?? undefined, event: Number(seq), data })
      // The wall is told that something happened, and asks for what it may see.
      channels.get(keyOf({ kind: 'wall' }))?.say(type)
    },
    missed: () => eachChannel((channel) => channel.say('reload')),
    close() {
      clearInterval(keepAlive)
      clearInterval(roster)
      clearInterval(asking)
      eachChannel((channel) => {
        for (const attendee of channel.attendees) attendee.socket.ws.close(CLOSE.goingAway, 'server stops')
      })
    },
  }
}

function keyOf(name: ChannelName): string {
  return name.kind === 'wall' ? 'wall' : `meetings/${name.meetingId}`
}
