import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { holds } from '#server/kernel/actor.ts'
import { meetingsForMe } from '#server/meetings/queries.ts'
import { ButtonLink } from '../components/button.tsx'
import { view } from '../edge.server.ts'
import { MeetingList } from '../features/meetings/meeting-list.tsx'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.meetings')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => ({ meetings: await meetingsForMe(ctx), mayCreate: holds(ctx.actor, 'secretary') }))
}

export default function Meetings() {
  const t = useT()
  const { meetings, mayCreate } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1>{t('screens.meetings')}</h1>
        {mayCreate ? <ButtonLink look="primary" to="/meetings/new">{t('screens.new_meeting')}</ButtonLink> : null}
      </div>
      <MeetingList meetings={meetings} />
    </>
  )
}
