import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { isRefusal } from '#server/kernel/refusal.ts'
import { inspectUpload } from './inspect-upload.ts'

async function pdfOf(pageCount: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let page = 0; page < pageCount; page++) pdf.addPage([595, 842])
  return pdf.save()
}

function refusalOf(bytes: Uint8Array, bytesMax?: number) {
  try {
    inspectUpload(bytes, 'Báo cáo.pdf', bytesMax)
  } catch (thrown) {
    if (isRefusal(thrown)) return { code: thrown.code, status: thrown.status, params: thrown.params }
    throw thrown
  }
  return null
}

test('a sound PDF tells its pages', async () => {
  expect(inspectUpload(await pdfOf(3), 'Báo cáo.pdf')).toEqual({ pageCount: 3 })
})

test('a picture that is called .pdf is no PDF, and the sentence names the file', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Uint8Array(500)])
  expect(refusalOf(png)).toMatchObject({ code: 'document.not_pdf', status: 415, params: { fileName: 'Báo cáo.pdf' } })
  expect(refusalOf(new Uint8Array())).toMatchObject({ code: 'document.not_pdf' })
})

test('a PDF that was cut off in the middle is broken', async () => {
  const whole = await pdfOf(3)
  expect(refusalOf(whole.slice(0, whole.length / 2))).toMatchObject({ code: 'document.broken', status: 422 })
})

test('a PDF with a password is refused', async () => {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  const { context } = pdf
  context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard', V: 1, R: 2, P: -4 }))
  const bytes = await pdf.save({ useObjectStreams: false })
  expect(refusalOf(bytes)).toMatchObject({ code: 'document.encrypted', status: 422 })
})

test('a file above the limit is refused before anybody reads it', async () => {
  const bytes = await pdfOf(1)
  expect(refusalOf(bytes, bytes.length - 1)).toMatchObject({ code: 'document.too_large', status: 413 })
  expect(refusalOf(bytes, bytes.length)).toBeNull()
})
