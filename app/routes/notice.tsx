import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { noticesOfMyOffice } from '#server/correspondence/queries.ts'
import { returnsOf } from '#server/correspondence/notice-returns.ts'
import { noticeRoutes } from '#server/correspondence/read-notice-routes.ts'
import { latestReadableVersions } from '#server/documents/queries.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { noticeOfMeeting } from '#server/minutes/read-notice.ts'
import { levelOf, signaturesOf, signaturesWaitingForMe, verdictOn } from '#server/signatures/queries.ts'
import { tasksOfOrigins } from '#server/tasks/queries.ts'
import { waitingForMe } from '#server/workflows/queries.ts'
import { Badge, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { DraftPanel } from '../features/minutes/draft-panel.tsx'
import { ApprovalPanel, ClerkPanel, SignPanel } from '../features/minutes/notice-steps.tsx'
import { SignatureList } from '../features/minutes/signature-list.tsx'
import { DocumentToDecide } from '../features/signatures/document-to-decide.tsx'
import { EarlierReturns, ReturnedCard } from '../features/signatures/returned-card.tsx'
import { RouteLine } from '../features/signatures/route-line.tsx'
import { WithdrawButton } from '../features/signatures/sent-notices.tsx'
import { TaskList } from '../features/tasks/task-list.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.notice')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const meetingId = params['meetingId'] ?? ''
    const [desk, clerks, approvals, waiting] = await Promise.all([
      noticeOfMeeting(ctx, meetingId), noticesOfMyOffice(ctx), waitingForMe(ctx), signaturesWaitingForMe(ctx),
    ])
    const clerk = clerks.find((one) => one.meetingId === meetingId) ?? null
    if (desk === null) throw new Refusal('meeting.not_found')
    const { notice, conclusionIds, can, noticeDueOn, isNoticeLate } = desk
    const noticeId = notice?.id ?? null
    // A draft that has been numbered before is shown as it will be printed now, not as it was.
    const isPrinted = notice !== null && PRINTED.has(notice.state)
    const [version] = !isPrinted || notice.documentId === null ? [] : await latestReadableVersions(ctx, [notice.documentId])
    const route = noticeId === null ? undefined : (await noticeRoutes(ctx, [noticeId])).get(noticeId)
    return {
      meetingId, notice, noticeDueOn, isNoticeLate, can, clerk,
      approval: approvals.find(({ subject }) => subject.id === noticeId) ?? null,
      signing: waiting.find(({ subject }) => subject.id === noticeId) ?? null,
      // Of this round: what was refused or taken back before stands among the returns.
      signatures: noticeId === null ? [] : (await signaturesOf(ctx, { kind: 'conclusion_notice', id: noticeId })).filter(({ state }) => state === 'waiting' || state === 'signed'),
      version: version ?? null,
      verdict: version === undefined ? null : await verdictOn(ctx, version.versionId),
      level: version === undefined || notice?.documentId == null ? null : await levelOf(ctx, notice.documentId),
      tasks: await tasksOfOrigins(ctx, 'conclusion', conclusionIds),
      steps: route?.steps ?? [], canWithdraw: route?.canWithdraw ?? false,
      returns: noticeId === null ? [] : await returnsOf(ctx, noticeId),
    }
  })
}

const PRINTED: ReadonlySet<string> = new Set(['numbered', 'signed', 'issued'])

export default function NoticePage() {
  const t = useT()
  const dates = useDates()
  const verb = useVerb()
  const { meetingId, notice, noticeDueOn, isNoticeLate, can, clerk, approval, signing, signatures, version, verdict, level, tasks, steps, canWithdraw, returns } = useLoaderData<typeof loader>()
  const [page, setPage] = useState(1)
  const state = notice?.state ?? null
  // Until it is submitted again, what it was returned for is what it is about.
  const isReturned = state === 'returned' || (state === 'drafting' && notice?.returnReason != null)
  const returned = isReturned ? returns[0] : undefined
  const url = version === null ? `/notices/${notice?.id ?? ''}/preview?revision=${notice?.revision ?? 0}` : `/documents/versions/${version.versionId}.pdf`
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto">{t('screens.notice')}{notice?.notation == null ? '' : ` ${notice.notation}`}</h1>
        {notice !== null && canWithdraw ? <WithdrawButton noticeId={notice.id} verb={verb} /> : null}
        {state === null ? null : <Badge tone={state === 'issued' ? 'good' : state === 'returned' ? 'alert' : 'info'}>{t(`screens.notice_state.${state}`)}</Badge>}
      </div>
      {state === 'issued' ? null : <NoticeLine tone={isNoticeLate ? 'alert' : 'info'}>{t(isNoticeLate ? 'screens.notice_late' : 'screens.notice_due', { day: dates.plainDay(noticeDueOn) })}</NoticeLine>}
      {steps.length === 0 ? null : <RouteLine steps={steps} />}
      {notice?.returnReason == null || returned !== undefined ? null : <NoticeLine tone="warn">{t('screens.returned_because', { reason: notice.returnReason })}</NoticeLine>}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {returned === undefined ? null : <ReturnedCard key={returned.id} returned={returned} isOpen />}
      {can.draft || can.submit ? <DraftPanel meetingId={meetingId} notice={notice} canSubmit={can.submit} verb={verb} /> : null}
      {approval === null ? null : <ApprovalPanel approvalId={approval.approvalId} verb={verb} />}
      {clerk === null ? null : <ClerkPanel clerk={clerk} verb={verb} />}
      {signing === null || signing.kind === 'seal' ? null : <SignPanel requestId={signing.requestId} />}
      {signatures.length === 0 ? null : <SignatureList signatures={signatures} verdict={verdict} level={level} />}
      {notice === null ? null : (
        <section aria-labelledby="document">
          <div className="mb-2 flex flex-wrap items-center gap-3">
            <h2 id="document" className="mr-auto">{t('screens.document')}</h2>
            {version === null ? null : <a className="link inline-flex min-h-11 items-center" href={`/documents/versions/${version.versionId}.pdf?download`}>{t('screens.download')}</a>}
          </div>
          <DocumentToDecide
            url={url} page={page} onPage={setPage} verb={verb}
            toReturn={approval === null && signing === null ? undefined : { noticeId: notice.id, versionId: version?.versionId ?? null, revision: notice.revision }}
          />
        </section>
      )}
      <EarlierReturns returns={returned === undefined ? returns : returns.slice(1)} />
      {tasks.length === 0 ? null : <section aria-labelledby="tasks"><h2 id="tasks" className="mb-3">{t('screens.assigned_tasks', { count: tasks.length })}</h2><TaskList tasks={tasks} /></section>}
    </div>
  )
}
