import express from 'express'
import { fork } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { IMPORT_CHARS_MAX } from '#server/minutes/conclusion-import.ts'
import { answerRefusal } from './answer.ts'
import { makeDocumentReader } from './document-reader.ts'
import { DOCUMENT_TEXT_BYTES_MAX } from './document-text-limit.ts'
import { documentText } from './document-text.ts'

let server: Server
let url: string
let isSignedIn = true
const reader = makeDocumentReader({ readingMs: 120_000 })

beforeAll(async () => {
  const app = express()
  const ctxOf = () => {
    if (!isSignedIn) throw new Refusal('session.required', {}, 401)
    return {} as Ctx
  }
  app.post('/document-texts', documentText(ctxOf, reader, (thrown, _request, response) => {
    if (!isRefusal(thrown)) throw thrown
    answerRefusal(response, thrown, 'vi')
  }))
  server = createServer(app)
  // As the server of the product: a busy machine takes its time between two requests.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/document-texts`
})
afterAll(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))

async function send(body: Uint8Array | string): Promise<{ status: number; text?: string; code?: string }> {
  const response = await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body) })
  const answer = await response.json() as { data?: { text: string }; refusal?: { code: string } }
  return { status: response.status, ...(answer.data === undefined ? {} : { text: answer.data.text }), ...(answer.refusal === undefined ? {} : { code: answer.refusal.code }) }
}

async function pdfOf(words: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([595, 842])
  if (words !== '') page.drawText(words, { x: 72, y: 700, size: 12, font: await pdf.embedFont(StandardFonts.Helvetica) })
  return pdf.save()
}

test('plain text and a PDF with a text layer give their words', async () => {
  expect(await send('Giao Sở Nội vụ chủ trì.')).toEqual({ status: 200, text: 'Giao Sở Nội vụ chủ trì.' })
  expect((await send(await pdfOf('Giao So Noi vu chu tri.'))).text).toContain('Giao So Noi vu chu tri.')
})

test('a scan, a broken file, another kind, nothing and too much are refused with a reason', async () => {
  expect(await send(await pdfOf(''))).toEqual({ status: 422, code: 'reading.no_text' })
  expect(await send('%PDF-1.7 broken')).toEqual({ status: 422, code: 'reading.broken' })
  expect(await send(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual({ status: 422, code: 'reading.unknown_kind' })
  expect(await send('')).toEqual({ status: 400, code: 'http.no_file' })
  expect(await send('x'.repeat(IMPORT_CHARS_MAX + 1))).toEqual({ status: 413, code: 'import.too_long' })
  expect(await send(Buffer.alloc(DOCUMENT_TEXT_BYTES_MAX + 1, 65))).toEqual({ status: 413, code: 'reading.too_large' })
})

test('a file that takes too long is given up, others hear that they wait, and the server goes on meanwhile', async () => {
  const endless = () => fork('-', [], { execPath: process.execPath, execArgv: ['-e', 'for (;;) ;'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const slow = makeDocumentReader({ readingMs: 1_500, readingMax: 1, start: endless })
  const codeOf = (reading: Promise<string>) => reading.then(() => 'read', (thrown: unknown) => (thrown as Refusal).code)
  const first = codeOf(slow.read(Buffer.from('x')))
  expect(await codeOf(slow.read(Buffer.from('y')))).toBe('reading.busy')
  expect((await send('Giao Sở Nội vụ.')).status).toBe(200)
  expect(await first).toBe('reading.too_long')
  const again = slow.read(Buffer.from('z'))
  slow.close()
  expect(await codeOf(again)).toBe('reading.too_long')
})

test('nobody reads a document here without signing in', async () => {
  isSignedIn = false
  expect(await send('x')).toEqual({ status: 401, code: 'session.required' })
  isSignedIn = true
})
