import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, Outlet, useLocation, useNavigation, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { holds } from '#server/kernel/actor.ts'
import { myNotifications } from '#server/notifications/queries.ts'
import { maySign } from '#server/signatures/assert-in-office.ts'
import { signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { PlacesMenu } from '../components/places-menu.tsx'
import { view } from '../edge.server.ts'
import { useT, useWords } from '../i18n.ts'
import { Unexpected, type RootData } from '../root.tsx'
import { messageOf } from '../thrown-message.ts'

/** For a page that is not there; every other has a title of its own. */
export const meta = () => [{ title: 'Nghị Sự' }]

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const [{ unreadCount }, toSign] = await Promise.all([myNotifications(ctx), signaturesWaitingForMe(ctx)])
    return {
      unreadCount, toSignCount: toSign.length,
      sees: {
        signing: toSign.length > 0 || maySign(ctx.actor) ? 'desk' as const : holds(ctx.actor, 'secretary') ? 'submissions' as const : null,
        register: holds(ctx.actor, 'clerk'),
        deliveries: holds(ctx.actor, 'administrator') || holds(ctx.actor, 'operator'),
        wall: holds(ctx.actor, 'operator') || holds(ctx.actor, 'leader') || holds(ctx.actor, 'administrator'),
      },
    }
  })
}

type ShellData = Awaited<ReturnType<typeof loader>>

export default function Shell() {
  return <Frame><Outlet /></Frame>
}

/** A page that is not there, or not for this person, says so inside the frame: the menu leads on from there. */
export function ErrorBoundary() {
  const message = messageOf(useRouteError())
  // Missing when the frame itself could not be read.
  const isFramed = useRouteLoaderData('routes/shell') !== undefined
  return message === null || !isFramed ? <Unexpected message={message} /> : <Frame><Missing message={message} /></Frame>
}

function Missing({ message }: { message: string }) {
  const t = useT()
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-4 py-8">
      <div role="alert"><h1>{message}</h1></div>
      <Link className="link inline-flex min-h-11 items-center" to="/">{t('screens.go_home')}</Link>
    </div>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useT()
  const { locale } = useWords()
  const { sees, unreadCount, toSignCount } = useRouteLoaderData('routes/shell') as ShellData
  const root = useRouteLoaderData('root') as RootData
  const { pathname } = useLocation()
  const main = useMainOfNewPage(pathname)
  // On a bad Wi-Fi the next page takes its time, and says so.
  const isBusy = useNavigation().state !== 'idle'
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
        <div className="mx-auto flex min-h-14 max-w-6xl flex-wrap items-center gap-x-2 px-4 min-[1100px]:flex-nowrap">
          <span className="mr-auto text-xl font-semibold whitespace-nowrap text-accent min-[1100px]:mr-2">Nghị Sự</span>
          <PlacesMenu places={places} pathname={pathname} />
          <div className="flex min-w-0 items-center gap-1 text-sm">
            <span className="hidden min-w-0 text-right leading-tight md:block"><span className="block truncate">{root.me?.name}</span><span className="block truncate text-muted" title={root.me?.title}>{root.me?.title}</span></span>
            <Form method="post" action="/locale">
              <input type="hidden" name="to" value={pathname} />
              <button name="locale" value={locale === 'vi' ? 'en' : 'vi'} className="min-h-12 min-w-12 rounded-lg px-2 whitespace-nowrap text-accent hover:bg-accent-soft">{t('screens.other_language')}</button>
            </Form>
            <Form method="post" action="/sign-out">
              <button className="min-h-12 rounded-lg px-2 whitespace-nowrap text-accent hover:bg-accent-soft">{t('screens.sign_out')}</button>
            </Form>
          </div>
        </div>
      </header>
      {isBusy ? <p role="status" className="no-print fixed inset-x-0 top-0 z-50 h-1 animate-pulse bg-accent"><span className="sr-only">{t('screens.loading')}</span></p> : null}
      <main id="content" ref={main} tabIndex={-1} aria-busy={isBusy} className="mx-auto focus-visible:outline-none max-w-6xl px-4 py-6">{children}</main>
    </>
  )
}

/** A new page begins at its beginning for the keyboard and for who listens, too; the first one the browser announces itself. */
function useMainOfNewPage(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
