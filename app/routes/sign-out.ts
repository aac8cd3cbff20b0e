import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { signOut } from '#server/directory/sign-out.ts'
import { endedSessionCookie, sessionTokenOf } from '#server/http/session-cookie.ts'
import { pageOf } from '../page-context.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const { visitorCtx } = pageOf(context)
  const token = sessionTokenOf(request.headers.get('cookie'))
  if (token !== null) await signOut(visitorCtx, { token })
  return redirect('/sign-in', {
    headers: { 'Set-Cookie': endedSessionCookie(visitorCtx.settings), 'Clear-Site-Data': '"cache", "storage"' },
  })
}

export const loader = () => redirect('/')
