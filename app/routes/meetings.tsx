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
  return view(args, async (ctx) => {
    // They come the latest first; of those ahead the next one is wanted first.
    const meetings = await meetingsForMe(ctx)
    const isPast = ({ state }: { state: string }) => state === 'closed' || state === 'cancelled'
    return { coming: meetings.filter((one) => !isPast(one)).reverse(), past: meetings.filter(isPast), mayCreate: holds(ctx.actor, 'secretary') }
  })
}

export default function Meetings() {
  const t = useT()
  const { coming, past, mayCreate } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1>{t('screens.meetings')}</h1>
        {mayCreate ? <ButtonLink look="primary" to="/meetings/new">{t('screens.new_meeting')}</ButtonLink> : null}
      </div>
      {past.length === 0 ? <MeetingList meetings={coming} /> : (
        <div className="grid gap-6">
          {coming.length === 0 ? null : <section aria-labelledby="coming"><h2 id="coming" className="mb-3">{t('screens.meetings_coming')}</h2><MeetingList meetings={coming} /></section>}
          <section aria-labelledby="past"><h2 id="past" className="mb-3">{t('screens.meetings_past')}</h2><MeetingList meetings={past} /></section>
        </div>
      )}
    </>
  )
}
