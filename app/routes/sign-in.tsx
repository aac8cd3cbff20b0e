import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../prisma/seed/demo-province.ts'
import { SignIn } from '#server/directory/input.ts'
import { signIn } from '#server/directory/sign-in.ts'
import { sessionCookie } from '#server/http/session-cookie.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { Button } from '../components/button.tsx'
import { TextField } from '../components/field.tsx'
import { NoticeLine } from '../components/notice-line.tsx'
import { useT } from '../i18n.ts'
import { ownPlace } from '../own-place.ts'
import { pageOf } from '../page-context.ts'
import { pageTitle } from '../page-title.ts'
import { formFields } from '../request-fields.server.ts'

export const meta = pageTitle('screens.sign_in')

function placeToGo(url: string): string {
  return ownPlace(new URL(url).searchParams.get('to'))
}

export function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, visitorCtx } = pageOf(context)
  if (ctx !== null) throw redirect(placeToGo(request.url))
  return { demo: visitorCtx.settings.hasDemo ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { visitorCtx, locale } = pageOf(context)
  const problem = (code: string, params: Readonly<Record<string, string | number>>, status: number) =>
    data({ problem: refusalSentence(locale, code, params) }, { status })
  try {
    const { account, password } = await formFields(request)
    if (typeof account !== 'string' || typeof password !== 'string') return problem('http.invalid', {}, 400)
    const parsed = SignIn.safeParse({ account, password, userAgent: request.headers.get('user-agent') ?? '' })
    if (!parsed.success) return problem('session.wrong_credentials', {}, 401)
    const { token, expiresAt } = await signIn(visitorCtx, parsed.data)
    return redirect(placeToGo(request.url), { headers: { 'Set-Cookie': sessionCookie(token, expiresAt, visitorCtx.settings) } })
  } catch (thrown) {
    if (isRefusal(thrown)) return problem(thrown.code, thrown.params, thrown.status)
    throw thrown
  }
}

export default function SignInPage() {
  const t = useT()
  const { demo } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <main className="mx-auto grid max-w-4xl gap-8 px-4 py-10 md:grid-cols-2 md:py-16">
      <section>
        <p className="text-3xl font-semibold text-accent">Nghị Sự</p>
        <p className="mt-2 mb-6 text-muted">{t('screens.tagline')}</p>
        <h1 className="mb-4">{t('screens.sign_in')}</h1>
        <Form method="post" className="grid gap-4">
          <TextField label={t('screens.account')} name="account" autoComplete="username" autoCapitalize="none" required autoFocus />
          <TextField label={t('screens.password')} name="password" type="password" autoComplete="current-password" required />
          {answer?.problem === undefined ? null : <NoticeLine tone="alert">{answer.problem}</NoticeLine>}
          <Button type="submit" look="primary" disabled={isBusy}>{isBusy ? t('screens.please_wait') : t('screens.sign_in')}</Button>
        </Form>
      </section>
      {demo === null ? null : (
        <section className="card">
          <h2>{t('screens.demo_accounts')}</h2>
          <p className="mb-3 text-sm text-muted">{t('screens.demo_password')} <code className="rounded bg-paper px-2 py-1">{demo.password}</code></p>
          <table className="w-full text-sm">
            <tbody>
              {demo.accounts.map(({ account, name, title }) => (
                <tr key={account} className="border-t border-line">
                  <td className="py-1.5 pr-3 font-semibold">{account}</td>
                  <td className="py-1.5">{name}<br /><span className="text-muted">{title}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </main>
  )
}
