import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Security headers with a nonce per page. pdf.js draws in a worker of our own origin; WebAssembly decodes JPEG 2000
 * inside it, scripts in papers never run.
 */
export function pageSecurity(isDevelopment: boolean): RequestHandler[] {
  return [
    (_request, response, next) => {
      response.locals['nonce'] = randomBytes(16).toString('base64')
      next()
    },
    (request, response, next) =>
      helmet({
        contentSecurityPolicy: {
          useDefaults: false,
          directives: {
            defaultSrc: ["'self'"],
            baseUri: ["'self'"],
            objectSrc: ["'none'"],
            frameAncestors: ["'self'"],
            formAction: ["'self'"],
            scriptSrc: ["'self'", `'nonce-${String(response.locals['nonce'])}'`, "'strict-dynamic'", "'wasm-unsafe-eval'"],
            styleSrc: ["'self'", "'unsafe-inline'"],
            imgSrc: ["'self'", 'data:', 'blob:'],
            fontSrc: ["'self'", 'data:'],
            workerSrc: ["'self'", 'blob:'],
            connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'", `ws://${request.headers.host ?? ''}`, `wss://${request.headers.host ?? ''}`],
          },
        },
        // Behind HTTPS the proxy says so for the whole host; on plain HTTP it would lock people out.
        strictTransportSecurity: false,
        crossOriginOpenerPolicy: { policy: 'same-origin' },
        // The wall of the operations centre may show a page of ours in a frame of the same site only.
        xFrameOptions: { action: 'sameorigin' },
      })(request, response, next),
  ]
}
