import { COMMON_CHOICES } from '#server/polls/poll.ts'
import { assertCount } from './assert-count.ts'
import { inTurns } from './in-turns.ts'
import type { Cast } from './rehearsal-people.ts'
import { makePaper } from './rehearsal-paper.ts'
import { takeSeat, type Seat } from './rehearsal-seat.ts'
import type { Rehearsal } from './rehearsal.ts'
import { waitUntil } from './wait-until.ts'

/** Requests under way at once. */
const WIDTH = 8
/** Each opens two sockets, and the server gives a handshake five seconds. */
const SEATS_WIDTH = 4
const INVITED_AT_ONCE = 400
const MINUTE_MS = 60_000
const LIVE_MS_MAX = 90_000
const DRAWERS_MIN = 3

export interface PreparedMeeting {
  meetingId: string
  firstItemId: string
  versionId: string
}

/** The secretary writes the invitation, lays out agenda and paper, and sends it: urgent, in ten minutes. */
export async function prepareMeeting({ an, binh, chau, dung, officials }: Cast): Promise<PreparedMeeting> {
  const nowMs = Date.now()
  const { meetingId } = await binh.act('create-meeting', {
    title: 'Họp diễn tập phòng họp không giấy', kind: 'problem_solving',
    content: 'Diễn tập trọn một cuộc họp trước phiên chính thức.',
    place: 'Phòng họp số 1, trụ sở UBND tỉnh', chairId: an.userId, isUrgent: true,
    startAt: new Date(nowMs + 10 * MINUTE_MS).toISOString(), endAt: new Date(nowMs + 130 * MINUTE_MS).toISOString(),
  })
  const first = await binh.act('add-item', {
    meetingId, title: 'Báo cáo tình hình thực hiện nhiệm vụ', presenterId: binh.userId, minutesPlanned: 30,
  })
  await binh.act('add-item', { meetingId, title: 'Thảo luận và kết luận', minutesPlanned: 60 })
  const { versionId } = await binh.uploadPaper(first.itemId, 'Báo cáo diễn tập.pdf', await makePaper())
  const memberIds = officials.map(({ userId }) => userId)
  for (let at = 0; at < memberIds.length; at += INVITED_AT_ONCE) {
    await binh.act('invite-people', { meetingId, userIds: memberIds.slice(at, at + INVITED_AT_ONCE) })
  }
  await binh.act('invite-people', { meetingId, userIds: [chau.userId, dung.userId], role: 'guest' })
  await binh.act('convene-meeting', { meetingId })
  return { meetingId, firstItemId: first.itemId, versionId }
}

export async function answerInvitations({ everybody }: Cast, meetingId: string): Promise<void> {
  await inTurns(everybody, WIDTH, (person) => person.act('answer-invitation', { meetingId, reply: 'accepted' }))
}

/** Opens the session, marks everybody present, and moves to the first item. */
export async function openSession(rehearsal: Rehearsal, { an, everybody }: Cast, { meetingId, firstItemId }: PreparedMeeting): Promise<number> {
  await an.act('open-meeting', { meetingId })
  await inTurns(everybody, WIDTH, (person) => person.act('mark-presence', { meetingId }))
  await an.act('open-item', { itemId: firstItemId })
  const { detail } = await an.meetingPage(meetingId)
  assertCount(rehearsal, detail.presence.present, everybody.length)
  return detail.presence.present
}

/** Every official, the chair and the secretary, each with two sockets. */
export async function takeSeats(
  rehearsal: Rehearsal,
  { an, binh, officials }: Cast,
  serverUrl: string,
  { meetingId, versionId }: PreparedMeeting,
): Promise<Seat[]> {
  const people = [...officials, an, binh]
  // Each provider waits for the end of the process to say goodbye.
  process.setMaxListeners(people.length + 20)
  const seats: Seat[] = []
  rehearsal.putAwayLater(() => Promise.resolve(leaveSeats(seats)))
  await inTurns(people, SEATS_WIDTH, async (client) => {
    const seat = takeSeat(client, { serverUrl, meetingId, versionId })
    seats.push(seat)
    await untilSeats(rehearsal, [seat], (one) => one.isConnected())
  })
  return seats
}

export function leaveSeats(seats: Seat[]): void {
  for (const seat of seats.splice(0)) seat.leave()
}

/** A tenth of the room draws one stroke each; it counts when everybody sees all of them and all are committed. */
export async function drawTogether(rehearsal: Rehearsal, seats: readonly Seat[], versionId: string): Promise<number> {
  const drawers = seats.slice(0, Math.max(DRAWERS_MIN, Math.ceil(seats.length / 10)))
  const drawn = drawers.map((seat) => ({ seat, key: seat.draw() }))
  await untilSeats(rehearsal, seats, (seat) => drawn.every(({ key }) => seat.sees(key)))
  await untilSeats(rehearsal, drawers, (seat) => seat.isSaved())
  for (const { seat, key } of drawn) seat.client.noteAcknowledged('draw-stroke', { versionId }, { key })
  return drawn.length
}

export async function raiseAndCall(rehearsal: Rehearsal, { an, officials }: Cast, seats: readonly Seat[], meetingId: string): Promise<void> {
  const [speaker] = officials
  if (speaker === undefined) return
  const { requestId } = await speaker.act('raise-hand', { meetingId })
  await an.act('call-speaker', { requestId })
  await untilSeats(rehearsal, seats, (seat) => seat.hasHeard('speaker.called', requestId))
  await speaker.act('finish-speech', { requestId })
}

/** The room votes as soon as its tablets hear of the poll; the result must be what was cast. */
export async function holdPoll(
  rehearsal: Rehearsal,
  { an, binh, officials }: Cast,
  seats: readonly Seat[],
  { meetingId, firstItemId }: PreparedMeeting,
): Promise<number> {
  const { pollId } = await binh.act('create-poll', {
    meetingId, itemId: firstItemId, question: 'Thống nhất thông qua nội dung báo cáo?', choices: [...COMMON_CHOICES], isSecret: false,
  })
  await an.act('open-poll', { pollId })
  await untilSeats(rehearsal, seats, (seat) => seat.hasHeard('poll.opened', pollId))
  const voters = [an, ...officials]
  const choiceOf = (index: number) => COMMON_CHOICES[index % COMMON_CHOICES.length] ?? ''
  await inTurns(voters, WIDTH, (voter, index) => voter.act('cast-ballot', { pollId, choice: choiceOf(index) }))
  const result = await an.act('close-poll', { pollId })
  assertCount(rehearsal, result.entitledCount, voters.length)
  assertCount(rehearsal, result.castCount, voters.length)
  for (const choice of COMMON_CHOICES) {
    const cast = voters.filter((_, index) => choiceOf(index) === choice).length
    assertCount(rehearsal, result.counts.find((line) => line.choice === choice)?.count ?? 0, cast)
  }
  return result.castCount
}

export async function closeSession(rehearsal: Rehearsal, { an }: Cast, seats: Seat[], meetingId: string): Promise<void> {
  await an.act('close-meeting', { meetingId })
  await untilSeats(rehearsal, seats, (seat) => seat.hasHeard('meeting.closed', meetingId))
  leaveSeats(seats)
}

async function untilSeats(rehearsal: Rehearsal, seats: readonly Seat[], isSo: (seat: Seat) => boolean): Promise<void> {
  let waiting = seats
  await waitUntil(
    () => {
      const lost = waiting.map((seat) => seat.lost()).find((reason) => reason !== null)
      if (lost !== undefined) throw new Error(lost)
      waiting = waiting.filter((seat) => !isSo(seat))
      return waiting.length === 0
    },
    {
      msMax: LIVE_MS_MAX, signal: rehearsal.signal(),
      reason: () => rehearsal.say('rehearsal.seats_late', { count: waiting.length, account: waiting[0]?.client.account ?? '' }),
    },
  )
}
