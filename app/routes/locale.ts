import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { changeLocale } from '#server/directory/change-locale.ts'
import { ChangeLocale } from '#server/directory/input.ts'
import { refusedAnswer } from '#server/http/answer.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { ownPlace } from '../own-place.ts'
import { pageOf } from '../page-context.ts'
import { formFields } from '../request-fields.server.ts'

/** Kept with the person when somebody is signed in, with the browser otherwise. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, locale: now } = pageOf(context)
  try {
    const fields = await formFields(request)
    const parsed = ChangeLocale.safeParse({ locale: fields['locale'] })
    if (!parsed.success) throw new Refusal('http.invalid', {}, 400)
    const { locale } = parsed.data
    if (ctx !== null) await changeLocale(ctx, { locale })
    const to = fields['to']
    return redirect(ownPlace(typeof to === 'string' ? to : null), { headers: { 'Set-Cookie': `nghi_su_locale=${locale}; Path=/; SameSite=Lax; Max-Age=31536000` } })
  } catch (thrown) {
    if (isRefusal(thrown)) return Response.json(refusedAnswer(thrown, now), { status: thrown.status })
    throw thrown
  }
}

export const loader = () => redirect('/')
