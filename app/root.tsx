import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { useContext, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { messagesOf } from '#server/i18n/t.ts'
import { NonceContext } from './nonce.ts'
import { pageOf } from './page-context.ts'
import { messageOf } from './thrown-message.ts'
import './styles/app.css'

export { shouldRevalidate } from './root-reload.ts'

export function loader({ context }: LoaderFunctionArgs) {
  const { ctx, visitorCtx, locale } = pageOf(context)
  return data({
    words: { locale, timeZone: visitorCtx.settings.timeZone, messages: messagesOf(locale) },
    me: ctx === null ? null : {
      userId: ctx.actor.userId, name: ctx.actor.name, title: ctx.actor.positions[0]?.title ?? '',
      roles: ctx.actor.positions.map(({ role }) => role),
    },
    hasDemo: visitorCtx.settings.hasDemo,
  })
}

export type RootData = ReturnType<typeof useLoaderData<typeof loader>>

function Page({ locale, title, children }: { locale: string; title?: string; children: ReactNode }) {
  const nonce = useContext(NonceContext)
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {title === undefined ? null : <title>{title}</title>}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <Meta />
        <Links />
      </head>
      <body className="min-h-dvh">
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  const { words } = useLoaderData<typeof loader>()
  return (
    <Page locale={words.locale}>
      <I18nProvider locale={words.locale === 'vi' ? 'vi-VN' : 'en-GB'}>
        <Outlet />
      </I18nProvider>
    </Page>
  )
}

/** What no screen caught: a refusal in its own words, a bug as one. */
export function ErrorBoundary() {
  const message = messageOf(useRouteError())
  // Missing when the root itself failed.
  const root = useRouteLoaderData('root') as Partial<RootData> | undefined
  return <Page locale={root?.words?.locale ?? 'vi'} title="Nghị Sự"><Unexpected message={message} /></Page>
}

/** Says it in both languages when nobody knows which is spoken: it may be the words themselves that could not be read. */
export function Unexpected({ message }: { message: string | null }) {
  return (
    <main className="mx-auto max-w-xl p-8">
      <h1 className="mb-4">Nghị Sự</h1>
      <p className="card" role="alert">{message ?? 'Đã xảy ra lỗi ngoài dự kiến. Vui lòng thử lại. / Something unexpected went wrong. Please try again.'}</p>
      <p className="mt-4"><a className="link inline-flex min-h-11 items-center" href="/">Về trang chính / Home</a></p>
    </main>
  )
}
