import { z } from 'zod'

/** Durable listeners: a `Delivery` row each, retried, visible to operators. */
export type Listener = 'notifications' | 'ioc'

const id = z.uuid()
const day = z.iso.date().nullable()

/** Shape of one line of the catalogue. */
interface Entry {
  data: z.ZodType
  hears: readonly Listener[]
}

/**
 * Everything that can happen, what it carries, and who hears it. Event data names people by id and role only, never
 * by mail or telephone; a title travels because the operations centre shows it.
 */
export const catalogue = {
  'user.enrolled': { data: z.object({ orgUnitId: id, role: z.string() }), hears: [] },
  /** Of a person's sessions the one that was signed out; the subject is the person. */
  'session.ended': { data: z.object({}), hears: [] },
  'meeting.created': { data: z.object({ title: z.string() }), hears: [] },
  'meeting.changed': { data: z.object({ revision: z.int() }), hears: [] },
  'meeting.convened': {
    data: z.object({
      title: z.string(), kind: z.string(), startAt: z.iso.datetime(), endAt: z.iso.datetime(), place: z.string(),
      chairId: id, agendaCount: z.int(), participantCount: z.int(), icalSequence: z.int(), isShortNotice: z.boolean(),
    }),
    hears: ['notifications', 'ioc'],
  },
  'meeting.opened': { data: z.object({ title: z.string(), openedAt: z.iso.datetime() }), hears: ['ioc'] },
  'meeting.closed': {
    data: z.object({
      title: z.string(), openedAt: z.iso.datetime(), closedAt: z.iso.datetime(), invitedCount: z.int(),
      presentCount: z.int(), agendaCount: z.int(), pollCount: z.int(),
    }),
    hears: ['ioc'],
  },
  /** `icalSequence` as of `participant.removed`. The reason stays in the house: it may be somebody's illness. */
  'meeting.cancelled': {
    data: z.object({ title: z.string(), startAt: z.iso.datetime(), endAt: z.iso.datetime(), icalSequence: z.int() }),
    hears: ['notifications', 'ioc'],
  },
  /** A draft that nobody had been told of. */
  'meeting.deleted': { data: z.object({ title: z.string() }), hears: [] },
  'invitation.answered': { data: z.object({ participantId: id, reply: z.string() }), hears: ['notifications'] },
  'participant.named': { data: z.object({ participantId: id, userId: id, orgUnitId: id }), hears: ['notifications'] },
  /** `icalSequence` of the withdrawal: above that of every invitation sent. */
  'participant.removed': { data: z.object({ participantId: id, userId: id, icalSequence: z.int() }), hears: ['notifications'] },
  'unit.uninvited': { data: z.object({ orgUnitId: id }), hears: ['notifications'] },
  'presence.marked': { data: z.object({ participantId: id, isPresent: z.boolean(), method: z.string() }), hears: [] },
  'agenda.item_opened': { data: z.object({ itemId: id, position: z.int() }), hears: [] },
  'agenda.changed': { data: z.object({}), hears: [] },
  'paper.attached': { data: z.object({ documentId: id, itemId: id, title: z.string() }), hears: [] },
  'page.presented': { data: z.object({ versionId: id.nullable(), page: z.int().nullable(), presenterId: id.nullable() }), hears: [] },
  'hand.raised': { data: z.object({ requestId: id, participantId: id }), hears: [] },
  'hand.lowered': { data: z.object({ requestId: id, participantId: id }), hears: [] },
  'speaker.called': { data: z.object({ requestId: id, participantId: id }), hears: [] },
  'speaker.finished': { data: z.object({ requestId: id, participantId: id }), hears: [] },
  'poll.created': { data: z.object({ question: z.string() }), hears: [] },
  'poll.opened': { data: z.object({ question: z.string(), entitledCount: z.int(), isSecret: z.boolean() }), hears: [] },
  'poll.ballot_cast': { data: z.object({ participantId: id }), hears: [] },
  'poll.closed': {
    data: z.object({
      question: z.string(), entitledCount: z.int(), castCount: z.int(),
      counts: z.array(z.object({ choice: z.string(), count: z.int() })),
    }),
    hears: [],
  },
  'conclusion.changed': { data: z.object({ conclusionId: id }), hears: [] },
  'conclusion.imported': { data: z.object({ importId: id, rowCount: z.int() }), hears: [] },
  'import.discarded': { data: z.object({ importId: id }), hears: [] },
  'source.read': { data: z.object({ rowCount: z.int() }), hears: [] },
  'source.discarded': { data: z.object({}), hears: [] },
  'source.assigned': { data: z.object({ notation: z.string(), rowCount: z.int(), taskIds: z.array(id) }), hears: [] },
  'unit.name_taught': { data: z.object({ name: z.string(), orgUnitId: id }), hears: [] },
  'unit.name_forgotten': { data: z.object({ name: z.string(), orgUnitId: id }), hears: [] },
  'notice.drafted': { data: z.object({ meetingId: id }), hears: [] },
  'approval.requested': { data: z.object({ subjectKind: z.string(), subjectId: id, deciderIds: z.array(id), label: z.string() }), hears: ['notifications'] },
  'approval.approved': { data: z.object({ subjectKind: z.string(), subjectId: id, requestedById: id, label: z.string() }), hears: ['notifications'] },
  'approval.returned': { data: z.object({ subjectKind: z.string(), subjectId: id, requestedById: id, reason: z.string(), label: z.string() }), hears: ['notifications'] },
  /** Beside `approval.returned` or `signature.refused`: on which file, and what was placed where on its pages. */
  'notice.returned': {
    data: z.object({
      returnId: id, stage: z.enum(['approval', 'signature']), versionId: id.nullable(), docSha256: z.string(), reason: z.string(),
      remarks: z.array(z.object({ page: z.int(), xPt: z.number(), yPt: z.number(), text: z.string() })),
    }),
    hears: [],
  },
  /** `waitedForIds`: who was to decide or sign next. */
  'notice.withdrawn': { data: z.object({ label: z.string(), reason: z.string(), waitedForIds: z.array(id) }), hears: ['notifications'] },
  'notice.numbered': { data: z.object({ number: z.int(), notation: z.string() }), hears: [] },
  'signature.requested': { data: z.object({ requestId: id, signerUserId: id, kind: z.string(), label: z.string() }), hears: ['notifications'] },
  'signature.prepared': { data: z.object({ requestId: id, sessionId: id, versionId: id, certificateSha256: z.string(), expiresAt: z.iso.datetime() }), hears: [] },
  'signature.agent_called': { data: z.object({ requestId: id, passId: id, versionId: id, expiresAt: z.iso.datetime() }), hears: [] },
  'signature.agent_rejected': { data: z.object({ requestId: id, passId: id, code: z.string(), reason: z.string() }), hears: [] },
  'signature.refused': {
    data: z.object({
      requestId: id, subjectKind: z.string(), subjectId: id, kind: z.string(), label: z.string(), reason: z.string(),
      /** Who drafted the subject and gets it back; null for a subject that nobody submitted. */
      draftedById: id.nullable(),
    }),
    hears: ['notifications'],
  },
  'document.signed': {
    data: z.object({
      documentId: id, versionId: id, profile: z.string(), kind: z.string(), signerId: id, certSerial: z.string(),
      certIssuer: z.string(), signedAt: z.iso.datetime(), docSha256: z.string(), title: z.string(),
    }),
    hears: ['ioc'],
  },
  'document.level_raised': {
    data: z.object({ documentId: id, versionId: id, profile: z.string(), docSha256: z.string() }),
    hears: [],
  },
  'conclusion.issued': {
    data: z.object({
      number: z.int(), notation: z.string(), issuedAt: z.iso.datetime(), issuedOn: z.iso.date(), subject: z.string(),
      documentId: id, meetingId: id, conclusionCount: z.int(), taskIds: z.array(id),
    }),
    hears: ['notifications', 'ioc'],
  },
  'task.assigned': {
    data: z.object({
      title: z.string(), originKind: z.string(), originId: id, leadUnitIds: z.array(id), coordinatingUnitIds: z.array(id),
      leadOrgCodes: z.array(z.string()), dueOn: day, deadlineText: z.string().nullable(),
    }),
    hears: ['notifications', 'ioc'],
  },
  'task.progressed': {
    data: z.object({ state: z.string(), percent: z.int(), orgUnitId: id, dueOn: day, isOverdue: z.boolean() }),
    hears: ['notifications', 'ioc'],
  },
  'endpoint.added': { data: z.object({ name: z.string() }), hears: [] },
  'endpoint.disabled': { data: z.object({ reason: z.string() }), hears: [] },
  'delivery.sent_again': { data: z.object({ eventId: id, target: z.string() }), hears: [] },
} as const satisfies Record<string, Entry>

export type EventType = keyof typeof catalogue
export type EventData<T extends EventType> = z.input<(typeof catalogue)[T]['data']>

export function listenersOf(type: EventType): readonly Listener[] {
  return catalogue[type].hears
}

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(catalogue, text)
}
