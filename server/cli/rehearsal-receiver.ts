import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { publicTypeOf } from '#server/integrations/ioc/message.ts'
import { startStandIn } from '#server/integrations/ioc/stand-in.ts'
import { generateSecret } from '#server/integrations/ioc/standard-webhooks.ts'
import { RECEIVER_NAME, removeLeftReceivers, removeReceiver } from './left-receivers.ts'
import type { Client } from './rehearsal-client.ts'
import type { Rehearsal } from './rehearsal.ts'
import { waitUntil } from './wait-until.ts'

const EVENTS_MS_MAX = 60_000

export interface Receiver {
  url: string
  file: string
}

/**
 * Starts the receiver on this machine, then names it to the server; both are undone at the end. What a rehearsal that
 * was killed could not undo is undone first.
 */
export async function openReceiver(rehearsal: Rehearsal, administrator: Client): Promise<Receiver> {
  const file = path.join(rehearsal.options.outFolder, 'events.jsonl')
  await rm(file, { force: true })
  const secret = generateSecret()
  const standIn = await startStandIn({ port: 0, secret, file })
  rehearsal.putAwayLater(() => standIn.close())
  await removeLeftReceivers(administrator)
  // Before it is added: broken off in between, it may be there all the same.
  rehearsal.putAwayLater(() => removeReceiver(administrator, standIn.url))
  await administrator.act('add-endpoint', { name: RECEIVER_NAME, url: standIn.url, types: [], secret })
  return { url: standIn.url, file }
}

interface ReceivedEvent {
  type: string
  subject: string
}

export interface ExpectedEvents {
  meetingId: string
  noticeId: string
  documentId: string
  taskIds: readonly string[]
}

/** Waits until all that must leave has arrived; gives how many events came in all. */
export async function awaitEvents(
  rehearsal: Rehearsal,
  { file }: Receiver,
  { meetingId, noticeId, documentId, taskIds }: ExpectedEvents,
): Promise<number> {
  let events: ReceivedEvent[] = []
  const arrived = (type: string, subjects: readonly string[]) => {
    const wanted = new Set(subjects)
    return events.filter((event) => event.type === publicTypeOf(type) && wanted.has(event.subject)).length
  }
  const lines = () => [
    { type: 'meeting.closed', found: arrived('meeting.closed', [meetingId]), expected: 1 },
    { type: 'document.signed', found: arrived('document.signed', [documentId]), expected: 2 },
    { type: 'conclusion.issued', found: arrived('conclusion.issued', [noticeId]), expected: 1 },
    { type: 'task.assigned', found: arrived('task.assigned', taskIds), expected: taskIds.length },
  ].filter(({ found, expected }) => found !== expected)
  await waitUntil(
    async () => {
      events = await eventsIn(file)
      return lines().length === 0
    },
    {
      msMax: EVENTS_MS_MAX, signal: rehearsal.signal(),
      reason: () => rehearsal.say('rehearsal.events_missing', {
        missing: lines().map(({ type, found, expected }) => `${type} ${found}/${expected}`).join(', '),
      }),
    },
  )
  return events.length
}

/** Whole lines only: the receiver may be writing the next one. */
async function eventsIn(file: string): Promise<ReceivedEvent[]> {
  const text = await readFile(file, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ReceivedEvent)
}
