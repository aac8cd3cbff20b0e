import { addItem } from '#server/agenda/add-item.ts'
import { changeItem } from '#server/agenda/change-item.ts'
import { detachPaper } from '#server/agenda/detach-paper.ts'
import { AddItem, ChangeItem, DetachPaper, MoveItem, OpenItem, RemoveItem } from '#server/agenda/input.ts'
import { moveItem } from '#server/agenda/move-item.ts'
import { openItem } from '#server/agenda/open-item.ts'
import { removeItem } from '#server/agenda/remove-item.ts'
import { IssueNotice, NumberNotice, ReturnNotice, WithdrawNotice } from '#server/correspondence/input.ts'
import { issueNotice } from '#server/correspondence/issue-notice.ts'
import { numberNotice } from '#server/correspondence/number-notice.ts'
import { returnNotice } from '#server/correspondence/return-notice.ts'
import { withdrawNotice } from '#server/correspondence/withdraw-notice.ts'
import { changeLocale } from '#server/directory/change-locale.ts'
import { enrollUser } from '#server/directory/enroll-user.ts'
import { ChangeLocale, EnrollUser, ForgetName } from '#server/directory/input.ts'
import { forgetName } from '#server/directory/taught-names.ts'
import { addEndpoint } from '#server/integrations/ioc/add-endpoint.ts'
import { disableEndpoint } from '#server/integrations/ioc/disable-endpoint.ts'
import { AddEndpoint, DisableEndpoint, SendAgain } from '#server/integrations/ioc/input.ts'
import { sendAgain } from '#server/integrations/ioc/send-again.ts'
import { answerInvitation } from '#server/meetings/answer-invitation.ts'
import { cancelMeeting } from '#server/meetings/cancel-meeting.ts'
import { changeMeeting } from '#server/meetings/change-meeting.ts'
import { closeMeeting } from '#server/meetings/close-meeting.ts'
import { conveneMeeting } from '#server/meetings/convene-meeting.ts'
import { createMeeting } from '#server/meetings/create-meeting.ts'
import {
  AnswerInvitation, CancelMeeting, ChangeMeeting, CloseMeeting, ConveneMeeting, CreateMeeting, DeleteMeeting, InvitePeople,
  InviteUnits, LeaveMeeting, MarkPresence, NameAttendee, OpenMeeting, PresentPage, RemoveParticipant, UninviteUnit,
} from '#server/meetings/input.ts'
import { invitePeople } from '#server/meetings/invite-people.ts'
import { inviteUnits } from '#server/meetings/invite-units.ts'
import { leaveMeeting } from '#server/meetings/leave-meeting.ts'
import { markPresence } from '#server/meetings/mark-presence.ts'
import { nameAttendee } from '#server/meetings/name-attendee.ts'
import { openMeeting } from '#server/meetings/open-meeting.ts'
import { presentPage } from '#server/meetings/present-page.ts'
import { removeParticipant } from '#server/meetings/remove-participant.ts'
import { uninviteUnit } from '#server/meetings/uninvite-unit.ts'
import { addConclusion } from '#server/minutes/add-conclusion.ts'
import { changeConclusion } from '#server/minutes/change-conclusion.ts'
import { compareText } from '#server/minutes/compare-text.ts'
import { confirmImport } from '#server/minutes/confirm-import.ts'
import { deleteMeeting } from '#server/minutes/delete-meeting.ts'
import { discardImport } from '#server/minutes/discard-import.ts'
import { draftNotice } from '#server/minutes/draft-notice.ts'
import {
  AddConclusion, ChangeConclusion, CompareText, ConfirmImport, DiscardImport, DraftNotice, MoveConclusion, ProposeImport,
  ReadConclusion, RemoveConclusion, SubmitNotice,
} from '#server/minutes/input.ts'
import { moveConclusion } from '#server/minutes/move-conclusion.ts'
import { proposeImport } from '#server/minutes/propose-import.ts'
import { readConclusion } from '#server/minutes/read-conclusion.ts'
import { removeConclusion } from '#server/minutes/remove-conclusion.ts'
import { submitNotice } from '#server/minutes/submit-notice.ts'
import { ReadNotification } from '#server/notifications/input.ts'
import { readNotification } from '#server/notifications/read-notification.ts'
import { castBallot } from '#server/polls/cast-ballot.ts'
import { closePoll } from '#server/polls/close-poll.ts'
import { createPoll } from '#server/polls/create-poll.ts'
import { CastBallot, ClosePoll, CreatePoll, OpenPoll } from '#server/polls/input.ts'
import { openPoll } from '#server/polls/open-poll.ts'
import { CompleteSignature, PrepareSignature, RefuseSignature, SignDocument, SignDocuments } from '#server/signatures/input.ts'
import { completeSignature } from '#server/signatures/complete-signature.ts'
import { openAgentPass } from '#server/signatures/open-agent-pass.ts'
import { prepareSignature } from '#server/signatures/prepare-signature.ts'
import { refuseSignature } from '#server/signatures/refuse-signature.ts'
import { signDocument } from '#server/signatures/sign-document.ts'
import { signDocuments } from '#server/signatures/sign-documents.ts'
import { confirmSource } from '#server/sources/confirm-source.ts'
import { discardSource } from '#server/sources/discard-source.ts'
import { ConfirmSource, DiscardSource, ProposeSource } from '#server/sources/input.ts'
import { proposeSource } from '#server/sources/propose-source.ts'
import { callSpeaker } from '#server/speakers/call-speaker.ts'
import { finishSpeech } from '#server/speakers/finish-speech.ts'
import { CallSpeaker, FinishSpeech, LowerHand, RaiseHand } from '#server/speakers/input.ts'
import { lowerHand } from '#server/speakers/lower-hand.ts'
import { raiseHand } from '#server/speakers/raise-hand.ts'
import { acceptTask } from '#server/tasks/accept-task.ts'
import { completeTask } from '#server/tasks/complete-task.ts'
import { AcceptTask, CompleteTask, ReportProgress } from '#server/tasks/input.ts'
import { reportProgress } from '#server/tasks/report-progress.ts'
import { decideStep } from '#server/workflows/decide-step.ts'
import { DecideStep } from '#server/workflows/input.ts'
import type { ActionFunctionArgs } from '@remix-run/node'
import { act, actEach, type Bound } from './edge.server.ts'

/** Ties a verb to its schema; the result is what `POST /api/v1/<name>` does. */
function bind<Input, Result>(schema: Bound<Input, Result>['schema'], run: Bound<Input, Result>['run']) {
  return (args: ActionFunctionArgs) => act(args, { schema, run })
}

/** Everything a person can do, by its name in the URL. Forms, programs and the rehearsal all come through here. */
export const verbs = {
  'create-meeting': bind(CreateMeeting, createMeeting),
  'change-meeting': bind(ChangeMeeting, changeMeeting),
  'invite-people': bind(InvitePeople, invitePeople),
  'invite-units': bind(InviteUnits, inviteUnits),
  'name-attendee': bind(NameAttendee, nameAttendee),
  'remove-participant': bind(RemoveParticipant, removeParticipant),
  'uninvite-unit': bind(UninviteUnit, uninviteUnit),
  'convene-meeting': bind(ConveneMeeting, conveneMeeting),
  'cancel-meeting': bind(CancelMeeting, cancelMeeting),
  'delete-meeting': bind(DeleteMeeting, deleteMeeting),
  'answer-invitation': bind(AnswerInvitation, answerInvitation),
  'open-meeting': bind(OpenMeeting, openMeeting),
  'close-meeting': bind(CloseMeeting, closeMeeting),
  'mark-presence': bind(MarkPresence, markPresence),
  'leave-meeting': bind(LeaveMeeting, leaveMeeting),
  'present-page': bind(PresentPage, presentPage),
  'add-item': bind(AddItem, addItem),
  'change-item': bind(ChangeItem, changeItem),
  'move-item': bind(MoveItem, moveItem),
  'remove-item': bind(RemoveItem, removeItem),
  'detach-paper': bind(DetachPaper, detachPaper),
  'open-item': bind(OpenItem, openItem),
  'raise-hand': bind(RaiseHand, raiseHand),
  'lower-hand': bind(LowerHand, lowerHand),
  'call-speaker': bind(CallSpeaker, callSpeaker),
  'finish-speech': bind(FinishSpeech, finishSpeech),
  'create-poll': bind(CreatePoll, createPoll),
  'open-poll': bind(OpenPoll, openPoll),
  'cast-ballot': bind(CastBallot, castBallot),
  'close-poll': bind(ClosePoll, closePoll),
  'add-conclusion': bind(AddConclusion, addConclusion),
  'change-conclusion': bind(ChangeConclusion, changeConclusion),
  'remove-conclusion': bind(RemoveConclusion, removeConclusion),
  'move-conclusion': bind(MoveConclusion, moveConclusion),
  'propose-import': bind(ProposeImport, proposeImport),
  'confirm-import': bind(ConfirmImport, confirmImport),
  'compare-text': bind(CompareText, compareText),
  'read-conclusion': bind(ReadConclusion, readConclusion),
  'discard-import': bind(DiscardImport, discardImport),
  'propose-source': bind(ProposeSource, proposeSource),
  'confirm-source': bind(ConfirmSource, confirmSource),
  'discard-source': bind(DiscardSource, discardSource),
  'draft-notice': bind(DraftNotice, draftNotice),
  'submit-notice': bind(SubmitNotice, submitNotice),
  'decide-step': bind(DecideStep, decideStep),
  'number-notice': bind(NumberNotice, numberNotice),
  'return-notice': bind(ReturnNotice, returnNotice),
  'withdraw-notice': bind(WithdrawNotice, withdrawNotice),
  'issue-notice': bind(IssueNotice, issueNotice),
  'sign-document': bind(SignDocument, (ctx, input) => signDocument(ctx, input)),
  'sign-documents': (args: ActionFunctionArgs) => actEach(args, { schema: SignDocuments, run: (ctx, input) => signDocuments(ctx, input) }),
  'open-agent-pass': bind(SignDocument, openAgentPass),
  'prepare-signature': bind(PrepareSignature, prepareSignature),
  'complete-signature': bind(CompleteSignature, completeSignature),
  'refuse-signature': bind(RefuseSignature, refuseSignature),
  'accept-task': bind(AcceptTask, acceptTask),
  'report-progress': bind(ReportProgress, reportProgress),
  'complete-task': bind(CompleteTask, completeTask),
  'read-notification': bind(ReadNotification, readNotification),
  'change-locale': bind(ChangeLocale, changeLocale),
  'forget-name': bind(ForgetName, forgetName),
  'enroll-user': bind(EnrollUser, enrollUser),
  'add-endpoint': bind(AddEndpoint, addEndpoint),
  'disable-endpoint': bind(DisableEndpoint, disableEndpoint),
  'send-again': bind(SendAgain, sendAgain),
} as const

export type VerbName = keyof typeof verbs

export function isVerb(name: string): name is VerbName {
  return Object.hasOwn(verbs, name)
}
