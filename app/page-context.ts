import type { AppLoadContext } from '@remix-run/node'
import type { PageContext } from '#server/http/app.ts'

/** What `server/http` hands to every loader and action. */
export function pageOf(context: AppLoadContext): PageContext {
  return context['page'] as PageContext
}
