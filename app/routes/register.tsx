import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { noticesOfMyOffice, outgoingRegister } from '#server/correspondence/queries.ts'
import { holds } from '#server/kernel/actor.ts'
import { dayOf } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Empty } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { ClerksNotices } from '../features/correspondence/clerks-notices.tsx'
import { RegisterTable } from '../features/correspondence/register-table.tsx'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.register')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    if (!holds(ctx.actor, 'clerk')) throw new Refusal('http.not_found', {}, 404)
    const thisYear = Number(dayOf(ctx.now(), ctx.settings.timeZone).slice(0, 4))
    const asked = new URL(args.request.url).searchParams.get('year') ?? ''
    const year = /^20\d\d$/.test(asked) ? Math.min(Number(asked), thisYear) : thisYear
    const [notices, lines] = await Promise.all([noticesOfMyOffice(ctx), outgoingRegister(ctx, year)])
    return { year, thisYear, notices, lines }
  })
}

export default function Register() {
  const t = useT()
  const { year, thisYear, notices, lines } = useLoaderData<typeof loader>()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <h1 className="no-print">{t('screens.register')}</h1>
      <ClerksNotices notices={notices} />
      <section aria-labelledby="register">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <h2 id="register" className="mr-auto">{t('desk.outgoing_register', { year })}</h2>
          <nav aria-label={t('desk.choose_year')} className="no-print flex gap-2">
            <ButtonLink to={`?year=${year - 1}`}>{t('desk.year', { year: year - 1 })}</ButtonLink>
            {year < thisYear ? <ButtonLink to={`?year=${year + 1}`}>{t('desk.year', { year: year + 1 })}</ButtonLink> : null}
          </nav>
          {lines.length === 0 ? null : <Button className="no-print" onClick={() => window.print()}>{t('desk.print')}</Button>}
        </div>
        {lines.length === 0 ? <Empty>{t('desk.no_register', { year })}</Empty> : <RegisterTable lines={lines} />}
      </section>
    </div>
  )
}
