import type { LoaderFunctionArgs } from '@remix-run/node'
import { noticesOfMyOffice } from '#server/correspondence/queries.ts'
import { refusedAnswer } from '#server/http/answer.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { meetingDetail } from '#server/meetings/queries.ts'
import { minutesOf } from '#server/minutes/queries.ts'
import { noticeOfMeeting } from '#server/minutes/read-notice.ts'
import { pollsOfMeeting } from '#server/polls/queries.ts'
import { signaturesOf, signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { tasksOfOrigins } from '#server/tasks/queries.ts'
import { waitingForMe } from '#server/workflows/queries.ts'
import { pageOf } from '../page-context.ts'

/**
 * `GET /api/v1/meetings/<id>`: a meeting as the signed-in person sees it, for programs. What is not this person's comes
 * as null, so that an approver or a clerk who did not sit in the meeting still reads the notice.
 */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { ctx, locale } = pageOf(context)
  const refuse = (refusal: Refusal) => Response.json(refusedAnswer(refusal, locale), { status: refusal.status })
  if (ctx === null) return refuse(new Refusal('session.required', {}, 401))
  const meetingId = params['meetingId'] ?? ''
  const unseen = (thrown: unknown) => {
    if (isRefusal(thrown)) return null
    throw thrown
  }
  const [detail, minutes, desk, polls] = await Promise.all([
    meetingDetail(ctx, meetingId).catch(unseen), minutesOf(ctx, meetingId), noticeOfMeeting(ctx, meetingId), pollsOfMeeting(ctx, meetingId).catch(unseen),
  ])
  if (detail === null && desk === null) return refuse(new Refusal('meeting.not_found'))
  const noticeId = desk?.notice?.id ?? null
  const [signatures, clerks, tasks, approvals, signing] = await Promise.all([
    noticeId === null ? [] : signaturesOf(ctx, { kind: 'conclusion_notice', id: noticeId }),
    noticesOfMyOffice(ctx),
    tasksOfOrigins(ctx, 'conclusion', desk?.conclusionIds ?? []),
    waitingForMe(ctx),
    signaturesWaitingForMe(ctx),
  ])
  return Response.json({
    detail, minutes, notice: desk?.notice ?? null, polls: polls ?? [], signatures,
    clerk: clerks.find((one) => one.meetingId === meetingId) ?? null,
    tasks,
    waiting: { approvals: approvals.filter(({ subject }) => subject.id === noticeId), signatures: signing.filter(({ subject }) => subject.id === noticeId) },
  })
}
