import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './nonce.ts'
import { pageOf } from './page-context.ts'

const ABORT_MS = 10_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, log } = pageOf(loadContext)
  return new Promise((resolve, reject) => {
    let code = status
    const answer = () => {
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      headers.set('Cache-Control', 'no-store')
      resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={ABORT_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady']: answer,
        onShellError: reject,
        onError(thrown) {
          code = 500
          log.error({ err: thrown }, 'page could not be drawn')
        },
      },
    )
    setTimeout(abort, ABORT_MS).unref()
  })
}

/** What failed goes into the log; that somebody was told no, or asked for a page that is not there, is no failure. */
export function handleError(thrown: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  const isAnswer = isRouteErrorResponse(thrown) && thrown.status < 500
  if (!request.signal.aborted && !isAnswer) pageOf(context).log.error({ err: thrown }, 'page failed')
}
