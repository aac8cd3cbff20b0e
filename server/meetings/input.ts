import { z } from 'zod'
import {
  INVITED_AT_ONCE_MAX, MEETING_KINDS, PLACE_CHARS_MAX, REASON_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX,
} from './meeting.ts'

const id = z.uuid()
/** Composed form: what people type and what files carry must compare equal. */
const line = (charsMax: number) => z.string().trim().normalize('NFC').max(charsMax)
const required = (charsMax: number) => line(charsMax).min(1)
/** With an offset, or without one as a browser's date field sends it: then the deployment's zone is meant. */
const instant = z.union([z.date(), z.iso.datetime({ offset: true, local: true })])
/** JSON says true; a ticked box says "on". */
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['on', 'true', '1'], falsy: ['off', 'false', '0', ''] })])
const count = z.coerce.number<number | string>().int().min(1)

const details = {
  title: required(TITLE_CHARS_MAX),
  kind: z.enum(MEETING_KINDS),
  content: required(TEXT_CHARS_MAX),
  place: required(PLACE_CHARS_MAX),
  startAt: instant,
  endAt: instant,
  chairId: id,
}
const more = {
  purpose: line(TEXT_CHARS_MAX).optional(),
  requests: line(TEXT_CHARS_MAX).optional(),
  isUrgent: flag.optional(),
}

export const CreateMeeting = z.object({ ...details, ...more })
export type CreateMeeting = z.output<typeof CreateMeeting>

/** `revision` is the one the edit was made on. What is left out stays. */
export const ChangeMeeting = z.object({ ...z.object(details).partial().shape, ...more, meetingId: id, revision: count })
export type ChangeMeeting = z.output<typeof ChangeMeeting>

export const InvitePeople = z.object({
  meetingId: id,
  userIds: z.array(id).min(1).max(INVITED_AT_ONCE_MAX),
  role: z.enum(['member', 'guest']).optional(),
  /** Left out: members vote, guests do not. */
  canVote: flag.optional(),
})
export type InvitePeople = z.output<typeof InvitePeople>

export const InviteUnits = z.object({ meetingId: id, orgUnitIds: z.array(id).min(1).max(INVITED_AT_ONCE_MAX) })
export type InviteUnits = z.output<typeof InviteUnits>

export const UninviteUnit = z.object({ meetingId: id, orgUnitId: id })
export type UninviteUnit = z.output<typeof UninviteUnit>

export const NameAttendee = z.object({ meetingId: id, orgUnitId: id, userId: id })
export type NameAttendee = z.output<typeof NameAttendee>

export const RemoveParticipant = z.object({ meetingId: id, participantId: id })
export type RemoveParticipant = z.output<typeof RemoveParticipant>

export const ConveneMeeting = z.object({ meetingId: id, revision: count.optional() })
export type ConveneMeeting = z.output<typeof ConveneMeeting>

export const CancelMeeting = z.object({ meetingId: id, reason: line(REASON_CHARS_MAX).optional() })
export type CancelMeeting = z.output<typeof CancelMeeting>

export const DeleteMeeting = z.object({ meetingId: id })
export type DeleteMeeting = z.output<typeof DeleteMeeting>

export const AnswerInvitation = z.object({
  meetingId: id,
  reply: z.enum(['accepted', 'declined']),
  reason: line(REASON_CHARS_MAX).optional(),
})
export type AnswerInvitation = z.output<typeof AnswerInvitation>

export const OpenMeeting = z.object({ meetingId: id })
export type OpenMeeting = z.output<typeof OpenMeeting>

export const CloseMeeting = z.object({ meetingId: id })
export type CloseMeeting = z.output<typeof CloseMeeting>

/** Without `participantId`: oneself. */
export const MarkPresence = z.object({ meetingId: id, participantId: id.optional() })
export type MarkPresence = z.output<typeof MarkPresence>

export const LeaveMeeting = z.object({ meetingId: id, participantId: id.optional() })
export type LeaveMeeting = z.output<typeof LeaveMeeting>

/** Both null: stop presenting. */
export const PresentPage = z.union([
  z.object({ meetingId: id, versionId: id, page: count }),
  z.object({ meetingId: id, versionId: z.null(), page: z.null() }),
])
export type PresentPage = z.output<typeof PresentPage>
