import type { StoredPdf } from '#server/documents/document.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { addVersion } from '#server/documents/add-version.ts'
import { grantReading } from '#server/documents/grant-reading.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayFromColumn, dayOf, type Day } from '#server/kernel/days.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { drawNotice } from '#server/minutes/draw-notice.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { noticeSheet } from '#server/minutes/notice-sheet.ts'
import { requestSignature } from '#server/signatures/request-signature.ts'
import { addSignatureFields } from '#signing/pades/add-signature-fields.ts'
import type { NumberNotice } from './input.ts'
import { loadNotice, type ClerksNotice } from './load-notice.ts'
import { NOTICE_TYPE, formatNotation, registerYear } from './register.ts'
import { nextNumber, takeNumber, type RegisterKey } from './take-number.ts'

/** Names of the two signature fields of a notice. */
export const LEADER_FIELD = 'leader'
export const SEAL_FIELD = 'seal'

/** How often another clerk may be quicker before this one is asked to try again. */
const ATTEMPTS_MAX = 8

interface Numbering {
  number: number
  issuedOn: Day
  notation: string
  key: RegisterKey
}

/**
 * Gives an approved notice its number and date, prints it with the empty fields for leader and seal, and asks both for
 * their signatures. The number is guessed, the file is made, and only then the register is locked: numbers without
 * gaps, and nobody waits for a file. A notice that came back keeps its number.
 *
 * @throws Refusal notice.not_found, notice.not_approved, notice.already_numbered, notice.missing_glyph, register.busy
 */
export async function numberNotice(
  ctx: Ctx,
  { noticeId }: NumberNotice,
): Promise<{ number: number; notation: string; documentId: string; versionId: string }> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const loaded = await loadNotice(ctx.db, ctx, noticeId)
    assertNumberable(loaded)
    const numbering = await guess(ctx, loaded)
    const file = await printNotice(ctx, loaded, numbering)
    const written = await ctx.transact((tx) => write(tx, ctx, loaded, numbering, file))
    if (written !== null) return written
  }
  throw new Refusal('register.busy', {}, 503)
}

function assertNumberable({ state }: ClerksNotice): void {
  if (state === 'numbered' || state === 'signed' || state === 'issued') throw new Refusal('notice.already_numbered')
  if (state !== 'approved') throw new Refusal('notice.not_approved')
}

async function guess(ctx: Ctx, { notice, unit }: ClerksNotice): Promise<Numbering> {
  const today = dayOf(ctx.now(), ctx.settings.timeZone)
  const issuedOn = notice.issuedOn === null ? today : dayFromColumn(notice.issuedOn)
  const key = { orgUnitId: unit.id, typeCode: NOTICE_TYPE, year: registerYear(issuedOn) }
  const number = notice.number ?? await nextNumber(ctx.db, key)
  return { number, issuedOn, key, notation: formatNotation({ number, typeCode: NOTICE_TYPE, orgSymbol: unit.symbol }) }
}

/** The file with number, date and empty signature fields, in the file store. */
async function printNotice(ctx: Ctx, { notice }: ClerksNotice, { number, issuedOn, notation }: Numbering): Promise<StoredPdf> {
  const { sheet } = await noticeSheet(ctx.db, ctx, notice, { number, issuedOn })
  const { bytes, pageCount, signatureBoxes } = await drawNotice(sheet, ctx.now())
  const ready = addSignatureFields(bytes, [
    { name: LEADER_FIELD, ...signatureBoxes.leader }, { name: SEAL_FIELD, ...signatureBoxes.seal },
  ])
  return { ...(await ctx.files.put(ready)), fileName: `${notation.replace('/', '-')}.pdf`, pageCount }
}

/** Null when the guessed number is gone. */
async function write(
  tx: Tx,
  ctx: Ctx,
  printed: ClerksNotice,
  numbering: Numbering,
  file: StoredPdf,
): Promise<{ number: number; notation: string; documentId: string; versionId: string } | null> {
  await lockRow(tx, 'conclusion_notice', printed.notice.id)
  const loaded = await loadNotice(tx, ctx, printed.notice.id)
  assertNumberable(loaded)
  const { notice, unit } = loaded
  if (notice.revision !== printed.notice.revision) return null
  const { number, notation, issuedOn } = numbering
  const taken = notice.number === null ? await takeNumber(tx, ctx, numbering.key, number) : null
  if (notice.number === null && taken === null) return null

  const { documentId, versionId } = notice.documentId === null
    ? await addDocument(tx, ctx, { title: notice.subject, kind: 'conclusion_notice', orgUnitId: unit.id, file })
    : { documentId: notice.documentId, versionId: await addVersion(tx, ctx, { documentId: notice.documentId, file }) }
  if (taken !== null) await enter(tx, ctx, loaded, { ...numbering, registerId: taken.registerId, documentId })
  const handlers = [notice.signerUserId, notice.approverUserId, ctx.actor.userId, notice.meeting.chairId, notice.meeting.secretaryId]
  await grantReading(tx, ctx, { documentId, to: handlers.map((id) => ({ kind: 'user', id })), reason: `signature:${notice.id}` })
  await tx.conclusionNotice.update({
    where: { id: notice.id }, data: { state: 'numbered', number, notation, issuedOn: dayColumn(issuedOn), documentId },
  })
  const meetingId = notice.meetingId
  await record(tx, ctx, 'notice.numbered', notice.id, { number, notation }, { meetingId })
  const asked = { versionId, subject: { kind: NOTICE_SUBJECT, id: notice.id }, label: `${notation}: ${notice.subject}`, meetingId }
  await requestSignature(tx, ctx, { kind: 'person', fieldName: LEADER_FIELD, signerUserId: notice.signerUserId, ...asked })
  await requestSignature(tx, ctx, { kind: 'seal', fieldName: SEAL_FIELD, signerUserId: ctx.actor.userId, ...asked })
  return { number, notation, documentId, versionId }
}

/** A line of the register of outgoing documents. */
async function enter(
  tx: Tx,
  ctx: Ctx,
  { notice }: ClerksNotice,
  { registerId, number, notation, issuedOn, documentId }: Numbering & { registerId: string; documentId: string },
): Promise<void> {
  const signer = await tx.user.findUniqueOrThrow({ where: { id: notice.signerUserId }, select: { fullName: true } })
  await tx.registerEntry.create({
    data: {
      id: ctx.newId(), registerId, number, notation, issuedOn: dayColumn(issuedOn), subject: notice.subject,
      signerName: signer.fullName, recipients: notice.recipients, documentId, createdAt: ctx.now(),
    },
  })
}
