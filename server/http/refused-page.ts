import type { Request, Response } from 'express'
import { t } from '#server/i18n/t.ts'
import type { Locale } from '#server/kernel/actor.ts'

/** True when a person's browser asked for something to look at, and would show JSON as it is. */
export function isLookedAt(request: Request): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && request.accepts(['json', 'html']) === 'html'
}

/** A page of one sentence, for what is refused before the screens are asked, or because the database is away. */
export function answerPage(response: Response, { message, locale }: { message: string; locale: Locale }): void {
  response.type('html').set('Cache-Control', 'no-store').send(`<!DOCTYPE html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Nghị Sự</title>
<style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:2rem}a{display:inline-block;min-height:44px}</style></head>
<body><main><h1>Nghị Sự</h1><p role="alert">${escaped(message)}</p><p><a href="/">${escaped(t(locale, 'http.home'))}</a></p></main></body></html>
`)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
