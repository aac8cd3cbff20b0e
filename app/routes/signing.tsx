import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { noticeRoutes, noticesSentByMe } from '#server/correspondence/read-notice-routes.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { maySign } from '#server/signatures/assert-in-office.ts'
import { signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { SentNotices } from '../features/signatures/sent-notices.tsx'
import { SigningDesk } from '../features/signatures/signing-desk.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('signing.desk')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const [waiting, sent] = await Promise.all([signaturesWaitingForMe(ctx), noticesSentByMe(ctx)])
    const routes = await noticeRoutes(ctx, waiting.filter(({ subject }) => subject.kind === NOTICE_SUBJECT).map(({ subject }) => subject.id))
    const documents = waiting.map((one) => {
      const route = routes.get(one.subject.id)
      return { ...one, noticeId: route?.noticeId ?? null, notation: route?.notation ?? null, steps: route?.steps ?? [] }
    })
    // What waits for oneself stands above already.
    const elsewhere = sent.filter(({ noticeId }) => documents.every((one) => one.noticeId !== noticeId))
    return { documents, sent: elsewhere, signs: documents.length > 0 || maySign(ctx.actor) }
  })
}

export default function Signing() {
  const t = useT()
  const { documents, sent, signs } = useLoaderData<typeof loader>()
  const verb = useVerb()
  return (
    <div className="grid gap-6">
      <h1>{t(signs ? 'signing.desk' : 'signing.submissions')}</h1>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {signs ? <SigningDesk documents={documents} verb={verb} /> : null}
      <SentNotices notices={sent} verb={verb} />
    </div>
  )
}
