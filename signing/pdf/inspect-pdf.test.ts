import { writeFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, degrees } from 'pdf-lib'
import { expect, test, vi } from 'vitest'
import { makeNotice, makePlainPdf } from '../fixtures/notice.ts'
import { inFolder, runTool } from '../fixtures/run-tool.ts'
import { inspectPdf } from './inspect-pdf.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

test('pages are told with their visible size and rotation', async () => {
  const document = await PDFDocument.create()
  document.addPage([595, 842])
  const turned = document.addPage([842, 595])
  turned.setRotation(degrees(90))
  turned.setCropBox(10, 10, 400, 300)
  for (const useObjectStreams of [true, false]) {
    expect(inspectPdf(await document.save({ useObjectStreams }))).toEqual({
      pageCount: 2, isEncrypted: false, hasSignatures: false,
      pages: [{ widthPt: 595, heightPt: 842, rotation: 0 }, { widthPt: 400, heightPt: 300, rotation: 90 }],
    })
  }
})

test('a file that is no PDF is refused, whatever its name', () => {
  expect(() => inspectPdf(Buffer.from('PK\u0003\u0004 a Word document'))).toThrow(expect.objectContaining({ code: 'pdf.not_pdf' }))
  expect(() => inspectPdf(new Uint8Array())).toThrow(expect.objectContaining({ code: 'pdf.not_pdf' }))
})

test('a file cut short is refused as broken, wherever it is cut', async () => {
  const pdf = await makeNotice('table')
  for (const share of [0.1, 0.5, 0.9]) {
    expect(() => inspectPdf(pdf.subarray(0, Math.floor(pdf.length * share)))).toThrow(expect.objectContaining({ code: 'pdf.broken' }))
  }
})

test('a cross-reference chain that bites its tail is refused', async () => {
  const text = Buffer.from(await makePlainPdf('table')).toString('latin1')
  const start = /startxref\s+(\d+)/.exec(text)?.[1] ?? ''
  const looped = text.replace('trailer\n<<', `trailer\n<</Prev ${start}`)
  expect(looped).not.toBe(text)
  expect(() => inspectPdf(Buffer.from(looped, 'latin1'))).toThrow(expect.objectContaining({ code: 'pdf.broken' }))
})

test('arrays nested without end are refused', () => {
  const pdf = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Root 1 0 R /Size 2>>\nstartxref\n`
  const whole = `${pdf}${pdf.indexOf('xref\n0')}\n%%EOF\n`
  expect(() => inspectPdf(Buffer.from(whole, 'latin1'))).toThrow(expect.objectContaining({ code: 'pdf.broken' }))
})

test('a file larger than allowed is refused before it is read', () => {
  expect(() => inspectPdf(new Uint8Array(2000), { sizeBytesMax: 1000 })).toThrow(expect.objectContaining({ code: 'pdf.too_large' }))
})

test('encrypted files are refused, linearized and compressed ones are read', async () => {
  await inFolder(async (folder) => {
    const [plain, other] = [join(folder, 'plain.pdf'), join(folder, 'other.pdf')]
    await writeFile(plain, await makePlainPdf('stream'))
    await runTool('qpdf', '--encrypt', '', 'secret', '256', '--', plain, other)
    const encrypted = await readFile(other)
    expect(() => inspectPdf(encrypted)).toThrow(expect.objectContaining({ code: 'pdf.encrypted' }))
    for (const options of [['--linearize'], ['--object-streams=generate'], ['--object-streams=disable']]) {
      await runTool('qpdf', ...options, plain, other)
      expect(inspectPdf(await readFile(other)).pageCount).toBe(1)
    }
  })
})
