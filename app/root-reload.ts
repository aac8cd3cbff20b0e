import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

/** Where a form changes who is signed in or in which language. */
const CHANGING = new Set(['/sign-in', '/sign-out', '/locale'])

/**
 * Words and person travel with the first page and with these forms only. They weigh ten times what a room reads again
 * at every event, and fifty tablets read it at once.
 */
export function shouldRevalidate({ formAction }: Pick<ShouldRevalidateFunctionArgs, 'formAction'>): boolean {
  return formAction !== undefined && CHANGING.has(new URL(formAction, 'http://localhost').pathname)
}
