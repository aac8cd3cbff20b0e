import type { Ctx } from '#server/kernel/ctx.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { noticePdf } from '#server/minutes/notice-pdf.ts'
import { addSignatureFields } from '#signing/pades/add-signature-fields.ts'
import { requestSignature } from './request-signature.ts'

interface PeopleAndUnits {
  ctx(account: 'dung'): Ctx
  people: Readonly<Record<'an' | 'dung', { id: string }>>
  units: Readonly<Record<'ubnd-tinh', { id: string }>>
  now(): Date
}

/** A notice of one page with the empty fields `leader` and `seal`. For tests. */
export async function noticeWithFields({ now }: { now(): Date }): Promise<{ bytes: Uint8Array; pageCount: number }> {
  const made = await noticePdf({
    parentBody: null, issuingBody: 'UBND tỉnh Hồng Lam', symbol: 'UBND', number: 1, placeName: 'Hồng Lam', issuedOn: '2026-11-23', subject: 'Kết luận',
    openingParagraphs: [], conclusions: [['Đồng ý.']], closing: 'Trên đây là kết luận', recipients: ['Lưu: VT.'], capacityLines: ['CHỦ TỊCH'], signerName: 'An', verificationUrl: null,
  }, now())
  const bytes = addSignatureFields(made.bytes, [{ name: 'leader', ...made.signatureBoxes.leader }, { name: 'seal', ...made.signatureBoxes.seal }])
  return { bytes, pageCount: made.pageCount }
}

/** A document of its own that An is asked to sign and Dung to seal. For tests. */
export async function askSignatures(world: PeopleAndUnits, { bytes, pageCount }: { bytes: Uint8Array; pageCount: number }) {
  const ctx = world.ctx('dung')
  const file = { ...(await ctx.files.put(bytes)), fileName: 'tb.pdf', pageCount }
  const subject = { kind: 'letter', id: ctx.newId() }
  return ctx.transact(async (tx) => {
    const { documentId, versionId } = await addDocument(tx, ctx, { title: 'Thông báo', kind: 'conclusion_notice', orgUnitId: world.units['ubnd-tinh'].id, file })
    const about = { versionId, subject, label: 'Thông báo', meetingId: null }
    const requestId = await requestSignature(tx, ctx, { kind: 'person', fieldName: 'leader', signerUserId: world.people.an.id, ...about })
    const sealId = await requestSignature(tx, ctx, { kind: 'seal', fieldName: 'seal', signerUserId: world.people.dung.id, ...about })
    return { documentId, versionId, requestId, sealId, file, subject }
  })
}
