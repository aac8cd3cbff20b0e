import { index, route, type RouteConfig } from '@remix-run/route-config'

/** Every address of the product. Nouns in URLs, at most two deep. */
export default [
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('locale', 'routes/locale.ts'),
  route('api/v1/meetings/:meetingId', 'routes/meeting-record.ts'),
  route('api/v1/endpoints', 'routes/endpoint-records.ts'),
  route('api/v1/:verb', 'routes/verb.ts'),
  route('notices/:noticeId/preview', 'routes/notice-preview.ts'),
  route('notices/returns/:returnId', 'routes/returned-notice.ts'),
  route('verification', 'routes/verification.tsx'),
  route('ioc', 'routes/ioc.tsx'),
  route('ioc/figures', 'routes/wall-figures.ts'),
  route('people', 'routes/people.ts'),
  route('mailbox/:mailId.ics', 'routes/mail-calendar.ts'),
  route('meetings/:meetingId/room', 'routes/meeting-room.tsx'),
  route('', 'routes/shell.tsx', [
    index('routes/today.tsx'),
    route('meetings', 'routes/meetings.tsx'),
    route('meetings/new', 'routes/new-meeting.tsx'),
    route('meetings/:meetingId', 'routes/meeting.tsx'),
    route('meetings/:meetingId/conclusions', 'routes/conclusions.tsx'),
    route('meetings/:meetingId/notice', 'routes/notice.tsx'),
    route('tasks', 'routes/tasks.tsx'),
    route('tasks/:taskId', 'routes/task.tsx'),
    route('mailbox', 'routes/mailbox.tsx'),
    route('signing', 'routes/signing.tsx'),
    route('register', 'routes/register.tsx'),
    route('admin/deliveries', 'routes/deliveries.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
] satisfies RouteConfig
