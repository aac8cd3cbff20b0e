import type { Params } from '#server/i18n/t.ts'
import type { Door } from './rehearsal-client.ts'
import { approveNotice, importConclusions, issueAndCount, signNotice } from './rehearsal-notice.ts'
import type { StepName } from './rehearsal-options.ts'
import { checkNotice } from './rehearsal-pdf.ts'
import { gatherCast, signInAs } from './rehearsal-people.ts'
import { awaitEvents, openReceiver } from './rehearsal-receiver.ts'
import {
  answerInvitations, closeSession, drawTogether, holdPoll, openSession, prepareMeeting, raiseAndCall, takeSeats,
} from './rehearsal-session.ts'
import type { Rehearsal } from './rehearsal.ts'
import { findServer } from './start-server.ts'

/** Runs one step, reports it with `about` its result, and gives the result. */
export type RunStep = <T>(name: StepName, work: () => Promise<T>, about?: (result: T) => Params) => Promise<T>

export interface Outcome {
  people: number
  tasks: number
  events: number
  notice: string
}

/** The whole meeting, from the invitation to the operations centre, in the order in which people do it. */
export async function holdMeeting(rehearsal: Rehearsal, step: RunStep): Promise<Outcome> {
  const server = await step('server', () => findServer(rehearsal), ({ url }) => ({ url }))
  const door: Door = { url: server.url, rehearsal }
  const [administrator, receiver] = await step('receiver', async () => {
    const quan = await signInAs(door, 'quan')
    return [quan, await openReceiver(rehearsal, quan)] as const
  }, ([, { url }]) => ({ url }))
  const cast = await step('sign_in', () => gatherCast(door, administrator, rehearsal.options.peopleCount),
    ({ everybody }) => ({ count: everybody.length }))

  const meeting = await step('prepare', () => prepareMeeting(cast))
  const { meetingId, versionId } = meeting
  await step('answer', () => answerInvitations(cast, meetingId), () => ({ count: cast.everybody.length }))

  await step('open', () => openSession(rehearsal, cast, meeting), (count) => ({ count }))
  const seats = await step('connect', () => takeSeats(rehearsal, cast, server.url, meeting), ({ length }) => ({ count: length }))
  await step('ink', () => drawTogether(rehearsal, seats, versionId), (count) => ({ count, seats: seats.length }))
  await step('hand', () => raiseAndCall(rehearsal, cast, seats, meetingId))
  await step('poll', () => holdPoll(rehearsal, cast, seats, meeting), (count) => ({ count }))
  await step('close', () => closeSession(rehearsal, cast, seats, meetingId))

  const imported = await step('import', () => importConclusions(rehearsal, cast, meetingId),
    ({ conclusionCount, placedCount }) => ({ count: conclusionCount, placed: placedCount }))
  const noticeId = await step('approve', () => approveNotice(cast, meetingId))
  const signed = await step('sign', () => signNotice(rehearsal, cast, meetingId, noticeId), ({ notation }) => ({ notation }))
  const taskIds = await step('issue', () => issueAndCount(rehearsal, cast, { meetingId, noticeId, taskCount: imported.taskCount }),
    ({ length }) => ({ count: length }))

  const notice = await step('pdf', () => checkNotice(rehearsal, cast.binh, server, signed.versionId), (file) => ({ file }))
  const events = await step('events',
    () => awaitEvents(rehearsal, receiver, { meetingId, noticeId, documentId: signed.documentId, taskIds }), (count) => ({ count }))
  return { people: cast.everybody.length, tasks: taskIds.length, events, notice }
}
