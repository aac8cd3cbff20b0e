import type { addItem } from '#server/agenda/add-item.ts'
import type { openItem } from '#server/agenda/open-item.ts'
import type { issueNotice } from '#server/correspondence/issue-notice.ts'
import type { numberNotice } from '#server/correspondence/number-notice.ts'
import type { enrollUser } from '#server/directory/enroll-user.ts'
import type { addEndpoint } from '#server/integrations/ioc/add-endpoint.ts'
import type { disableEndpoint } from '#server/integrations/ioc/disable-endpoint.ts'
import type { answerInvitation } from '#server/meetings/answer-invitation.ts'
import type { closeMeeting } from '#server/meetings/close-meeting.ts'
import type { conveneMeeting } from '#server/meetings/convene-meeting.ts'
import type { createMeeting } from '#server/meetings/create-meeting.ts'
import type { invitePeople } from '#server/meetings/invite-people.ts'
import type { markPresence } from '#server/meetings/mark-presence.ts'
import type { openMeeting } from '#server/meetings/open-meeting.ts'
import type { MeetingDetail } from '#server/meetings/queries.ts'
import type { confirmImport } from '#server/minutes/confirm-import.ts'
import type { draftNotice } from '#server/minutes/draft-notice.ts'
import type { proposeImport } from '#server/minutes/propose-import.ts'
import type { submitNotice } from '#server/minutes/submit-notice.ts'
import type { castBallot } from '#server/polls/cast-ballot.ts'
import type { closePoll } from '#server/polls/close-poll.ts'
import type { createPoll } from '#server/polls/create-poll.ts'
import type { openPoll } from '#server/polls/open-poll.ts'
import type { signDocument } from '#server/signatures/sign-document.ts'
import type { WaitingSignature } from '#server/signatures/queries.ts'
import type { callSpeaker } from '#server/speakers/call-speaker.ts'
import type { finishSpeech } from '#server/speakers/finish-speech.ts'
import type { raiseHand } from '#server/speakers/raise-hand.ts'
import type { TaskView } from '#server/tasks/queries.ts'
import type { decideStep } from '#server/workflows/decide-step.ts'

/** Names in the URL and the verbs behind them, as far as a rehearsal goes: for their types only. */
interface Verbs {
  'enroll-user': typeof enrollUser
  'add-endpoint': typeof addEndpoint
  'disable-endpoint': typeof disableEndpoint
  'create-meeting': typeof createMeeting
  'add-item': typeof addItem
  'invite-people': typeof invitePeople
  'convene-meeting': typeof conveneMeeting
  'answer-invitation': typeof answerInvitation
  'open-meeting': typeof openMeeting
  'mark-presence': typeof markPresence
  'open-item': typeof openItem
  'raise-hand': typeof raiseHand
  'call-speaker': typeof callSpeaker
  'finish-speech': typeof finishSpeech
  'create-poll': typeof createPoll
  'open-poll': typeof openPoll
  'cast-ballot': typeof castBallot
  'close-poll': typeof closePoll
  'close-meeting': typeof closeMeeting
  'propose-import': typeof proposeImport
  'confirm-import': typeof confirmImport
  'draft-notice': typeof draftNotice
  'submit-notice': typeof submitNotice
  'decide-step': typeof decideStep
  'number-notice': typeof numberNotice
  'sign-document': typeof signDocument
  'issue-notice': typeof issueNotice
}

export type VerbName = keyof Verbs
export type VerbInput<Name extends VerbName> = Parameters<Verbs[Name]>[1]
/** Instants arrive as text; the rehearsal reads none. */
export type VerbResult<Name extends VerbName> = Awaited<ReturnType<Verbs[Name]>>

/** What `GET /api/v1/endpoints` tells an administrator, as far as a rehearsal reads it. */
export interface ListedEndpoint {
  id: string
  name: string
  url: string
  disabledAt: string | null
}

/** What `GET /api/v1/meetings/<id>` tells the person who asks, as far as a rehearsal reads it. */
export interface MeetingPage {
  detail: Pick<MeetingDetail, 'presence' | 'replies'>
  tasks: Pick<TaskView, 'id'>[]
  waiting: { signatures: Pick<WaitingSignature, 'requestId' | 'kind' | 'versionId' | 'sha256' | 'documentId' | 'meetingId'>[] }
}
