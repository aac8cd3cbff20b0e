import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { noticesOfMyOffice } from '#server/correspondence/queries.ts'
import { latestReadableVersions } from '#server/documents/queries.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { noticeOfMeeting } from '#server/minutes/read-notice.ts'
import { levelOf, signaturesOf, signaturesWaitingForMe, verdictOn } from '#server/signatures/queries.ts'
import { tasksOfOrigins } from '#server/tasks/queries.ts'
import { waitingForMe } from '#server/workflows/queries.ts'
import { Badge, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { PaperToRead } from '../features/documents/paper-to-read.tsx'
import { DraftPanel } from '../features/minutes/draft-panel.tsx'
import { ApprovalPanel, ClerkPanel, SignPanel } from '../features/minutes/notice-steps.tsx'
import { SignatureList } from '../features/minutes/signature-list.tsx'
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
    const [version] = notice?.documentId == null ? [] : await latestReadableVersions(ctx, [notice.documentId])
    return {
      meetingId, notice, noticeDueOn, isNoticeLate, can, clerk,
      approval: approvals.find(({ subject }) => subject.id === noticeId) ?? null,
      signing: waiting.find(({ subject }) => subject.id === noticeId) ?? null,
      signatures: noticeId === null ? [] : await signaturesOf(ctx, { kind: 'conclusion_notice', id: noticeId }),
      version: version ?? null,
      verdict: version === undefined ? null : await verdictOn(ctx, version.versionId),
      level: version === undefined || notice?.documentId == null ? null : await levelOf(ctx, notice.documentId),
      tasks: await tasksOfOrigins(ctx, 'conclusion', conclusionIds),
    }
  })
}

export default function NoticePage() {
  const t = useT()
  const dates = useDates()
  const verb = useVerb()
  const { meetingId, notice, noticeDueOn, isNoticeLate, can, clerk, approval, signing, signatures, version, verdict, level, tasks } = useLoaderData<typeof loader>()
  const state = notice?.state ?? null
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto">{t('screens.notice')}{notice?.notation == null ? '' : ` ${notice.notation}`}</h1>
        {state === null ? null : <Badge tone={state === 'issued' ? 'good' : state === 'returned' ? 'alert' : 'info'}>{t(`screens.notice_state.${state}`)}</Badge>}
      </div>
      {state === 'issued' ? null : <NoticeLine tone={isNoticeLate ? 'alert' : 'info'}>{t(isNoticeLate ? 'screens.notice_late' : 'screens.notice_due', { day: dates.plainDay(noticeDueOn) })}</NoticeLine>}
      {notice?.returnReason == null ? null : <NoticeLine tone="warn">{t('screens.returned_because', { reason: notice.returnReason })}</NoticeLine>}
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {can.draft || can.submit ? <DraftPanel meetingId={meetingId} notice={notice} canSubmit={can.submit} verb={verb} /> : null}
      {approval === null ? null : <ApprovalPanel approvalId={approval.approvalId} verb={verb} />}
      {clerk === null ? null : <ClerkPanel clerk={clerk} verb={verb} />}
      {signing === null || signing.kind === 'seal' ? null : <SignPanel request={signing} verb={verb} />}
      {signatures.length === 0 ? null : <SignatureList signatures={signatures} verdict={verdict} level={level} />}
      {notice === null ? null : (
        <section aria-labelledby="document">
          <div className="mb-2 flex flex-wrap items-center gap-3">
            <h2 id="document" className="mr-auto">{t('screens.document')}</h2>
            {version === null ? null : <a className="link inline-flex min-h-11 items-center" href={`/documents/versions/${version.versionId}.pdf?download`}>{t('screens.download')}</a>}
          </div>
          <PaperToRead url={version === null ? `/notices/${notice.id}/preview?revision=${notice.revision}` : `/documents/versions/${version.versionId}.pdf`} />
        </section>
      )}
      {tasks.length === 0 ? null : <section aria-labelledby="tasks"><h2 id="tasks" className="mb-3">{t('screens.assigned_tasks', { count: tasks.length })}</h2><TaskList tasks={tasks} /></section>}
    </div>
  )
}
