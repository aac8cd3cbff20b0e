import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { leadersInOffice } from '#server/directory/queries.ts'
import { holds } from '#server/kernel/actor.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { ButtonLink } from '../components/button.tsx'
import { view } from '../edge.server.ts'
import { MeetingForm } from '../features/meetings/meeting-form.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.new_meeting')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    if (!holds(ctx.actor, 'secretary')) throw new Refusal('http.not_found', {}, 404)
    return { leaders: await leadersInOffice(ctx) }
  })
}

export default function NewMeeting() {
  const t = useT()
  const { leaders } = useLoaderData<typeof loader>()
  const verb = useVerb({ reload: false })
  const navigate = useNavigate()
  return (
    <>
      <h1 className="mb-4">{t('screens.new_meeting')}</h1>
      <MeetingForm
        leaders={leaders}
        verb={verb}
        cancel={<ButtonLink to="/meetings">{t('screens.cancel')}</ButtonLink>}
        onSubmit={(input) => void verb.run<{ meetingId: string }>('create-meeting', input).then((made) => {
          if (made !== null) navigate(`/meetings/${made.meetingId}`)
        })}
      />
    </>
  )
}
