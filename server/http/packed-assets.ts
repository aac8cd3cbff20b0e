import express, { type RequestHandler } from 'express'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Browser files with hashed names, packed where the build packed them and the browser takes it. */
export function packedAssets(folder: string): RequestHandler[] {
  const packed = new Set((existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.gz')))
  return [
    (request, response, next) => {
      response.vary('Accept-Encoding')
      if (packed.has(`${request.path.slice(1)}.gz`) && request.acceptsEncodings('gzip') === 'gzip') request.url = `${request.path}.gz`
      next()
    },
    express.static(folder, {
      immutable: true, maxAge: '1y', fallthrough: false,
      setHeaders(response, file) {
        if (!file.endsWith('.gz')) return
        response.setHeader('Content-Encoding', 'gzip')
        response.setHeader('Content-Type', typeOf(path.basename(file, '.gz')))
      },
    }),
  ]
}

function typeOf(name: string): string {
  const { mime } = express.static
  const type = mime.lookup(name)
  const charset = mime.charsets.lookup(type, '')
  return charset === '' ? type : `${type}; charset=${charset}`
}
