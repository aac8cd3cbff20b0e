import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, NavLink, Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react'
import { holds } from '#server/kernel/actor.ts'
import { myNotifications } from '#server/notifications/queries.ts'
import { signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { view } from '../edge.server.ts'
import { useT, useWords } from '../i18n.ts'
import type { RootData } from '../root.tsx'

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const [{ unreadCount }, toSign] = await Promise.all([myNotifications(ctx), signaturesWaitingForMe(ctx)])
    const signs = ['leader', 'unit_head', 'clerk'] as const
    return {
      unreadCount, toSignCount: toSign.length,
      sees: {
        signing: toSign.length > 0 || signs.some((role) => holds(ctx.actor, role)) ? 'desk' as const : holds(ctx.actor, 'secretary') ? 'submissions' as const : null,
        register: holds(ctx.actor, 'clerk'),
        deliveries: holds(ctx.actor, 'administrator') || holds(ctx.actor, 'operator'),
        wall: holds(ctx.actor, 'operator') || holds(ctx.actor, 'leader') || holds(ctx.actor, 'administrator'),
      },
    }
  })
}

export default function Shell() {
  const t = useT()
  const { locale } = useWords()
  const { sees, unreadCount, toSignCount } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData('root') as RootData
  const { pathname } = useLocation()
  const places = [
    { to: '/', label: t('screens.today'), count: unreadCount },
    { to: '/meetings', label: t('screens.meetings') },
    ...(sees.signing === null ? [] : [{ to: '/signing', label: t(`signing.${sees.signing}`), count: toSignCount }]),
    { to: '/tasks', label: t('screens.tasks') },
    { to: '/mailbox', label: t('screens.mailbox') },
    ...(sees.register ? [{ to: '/register', label: t('screens.register') }] : []),
    ...(sees.deliveries ? [{ to: '/admin/deliveries', label: t('screens.deliveries') }] : []),
    ...(sees.wall ? [{ to: '/ioc', label: t('screens.wall') }] : []),
  ]
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-card focus:p-3">{t('screens.skip')}</a>
      <header className="no-print border-b border-line bg-card">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4">
          <span className="text-xl font-semibold text-accent">Nghị Sự</span>
          <nav aria-label={t('screens.menu')} className="flex flex-1 flex-wrap">
            {places.map(({ to, label, count = 0 }: { to: string; label: string; count?: number }) => (
              <NavLink
                key={to}
                to={to}
                end={to === '/'}
                className={({ isActive }) => `inline-flex min-h-14 items-center border-b-[3px] px-3 ${isActive ? 'border-accent font-semibold text-accent' : 'border-transparent text-ink hover:text-accent'}`}
              >
                {label}
                {count > 0 ? <span className="ml-2 rounded-full bg-alert px-2 text-sm text-white">{count}</span> : null}
              </NavLink>
            ))}
          </nav>
          <div className="flex items-center gap-1 text-sm">
            <span className="hidden text-right leading-tight lg:block">{root.me?.name}<br /><span className="text-muted">{root.me?.title}</span></span>
            <Form method="post" action="/locale">
              <input type="hidden" name="to" value={pathname} />
              <button name="locale" value={locale === 'vi' ? 'en' : 'vi'} className="min-h-12 min-w-12 rounded-lg px-2 text-accent hover:bg-accent-soft">{t('screens.other_language')}</button>
            </Form>
            <Form method="post" action="/sign-out">
              <button className="min-h-12 rounded-lg px-2 text-accent hover:bg-accent-soft">{t('screens.sign_out')}</button>
            </Form>
          </div>
        </div>
      </header>
      <main id="content" className="mx-auto max-w-6xl px-4 py-6"><Outlet /></main>
    </>
  )
}
