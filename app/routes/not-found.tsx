import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { refusalSentence } from '#server/i18n/t.ts'
import { pageOf } from '../page-context.ts'

export function loader({ context }: LoaderFunctionArgs) {
  throw data({ message: refusalSentence(pageOf(context).locale, 'http.not_found') }, { status: 404 })
}

export default function NotFound() {
  return null
}
