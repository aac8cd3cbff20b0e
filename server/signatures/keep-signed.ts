import { createHash } from 'node:crypto'
import { addVersion } from '#server/documents/add-version.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import type { StoredBytes } from '#server/kernel/files.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { markNoticeSigned } from '#server/minutes/mark-notice-signed.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { assertInOffice } from './assert-in-office.ts'
import { loadRequest, meetingOf, type LoadedRequest } from './load-request.ts'
import type { MadeSignature, Signing } from './make-signature.ts'
import { askToRaise } from './raise-level.ts'
import { announceSignature } from './request-signature.ts'
import { PROFILE, assertSignable, isDue, type ShownVersion } from './signature.ts'

/** A signed file in the store, and what was looked at before it was made. */
export interface Signed {
  made: MadeSignature
  stored: StoredBytes
  signedAt: Date
  shown: ShownVersion
}

/** Refuses unless the request may be signed now, on what was shown, by somebody in office. */
export async function assertSignableNow(db: Tx, ctx: Ctx, request: LoadedRequest, shown: ShownVersion): Promise<void> {
  assertSignable(request, request.ofSameSubject, { confirmed: shown, latest: request.version.document.versions[0] ?? null })
  await assertInOffice(db, ctx, { kind: request.kind, orgUnitId: request.version.document.orgUnit.id })
}

/** As whom the actor signs: a person by name, an agency by its seal. */
export function signingOf(ctx: Ctx, { kind, fieldName, version }: LoadedRequest, at: Date): Signing {
  const { orgUnit } = version.document
  const holder = kind === 'seal' ? { ownerId: orgUnit.id, name: orgUnit.name } : { ownerId: ctx.actor.userId, name: ctx.actor.name }
  return { kind, fieldName, organisation: orgUnit.name, at, ...holder }
}

/** The bytes that will be signed. What lies in the store is what was put there: a disk that changed a byte must not get it signed. */
export async function readLatest(ctx: Ctx, { version }: LoadedRequest): Promise<Uint8Array> {
  const { fileHash } = version.document.versions[0] ?? version
  const bytes = await ctx.files.read(fileHash)
  if (createHash('sha256').update(bytes).digest('hex') !== fileHash) throw new Refusal('signature.file_damaged')
  return bytes
}

/** Keeps a signed file as the next version, in the caller's transaction, after everything was asked again under locks. */
export async function keepSigned(tx: Tx, ctx: Ctx, requestId: string, signed: Signed): Promise<{ versionId: string }> {
  const { version: { documentId } } = await loadRequest(tx, ctx, requestId)
  await lockRow(tx, 'document', documentId)
  await lockRow(tx, 'signature_request', requestId)
  const request = await loadRequest(tx, ctx, requestId)
  await assertSignableNow(tx, ctx, request, signed.shown)
  const latest = request.version.document.versions[0] ?? request.version
  const versionId = await addVersion(tx, ctx, {
    documentId, file: { ...signed.stored, fileName: latest.fileName, pageCount: latest.pageCount },
  })
  await keep(tx, ctx, request, { ...signed, versionId })
  return { versionId }
}

async function keep(
  tx: Tx,
  ctx: Ctx,
  request: LoadedRequest,
  { made, stored, signedAt, versionId }: Signed & { versionId: string },
): Promise<void> {
  const { document } = request.version
  await tx.signatureRequest.update({
    where: { id: request.id },
    data: { state: 'signed', decidedAt: signedAt, signedVersionId: versionId, certificate: made.certificate },
  })
  // Whoever signs next, signs what was signed before.
  await tx.signatureRequest.updateMany({
    where: { state: 'waiting', version: { documentId: document.id } }, data: { versionId },
  })
  const meetingId = await meetingOf(tx, request)
  await record(tx, ctx, 'document.signed', document.id, {
    documentId: document.id, versionId, profile: PROFILE, kind: request.kind, signerId: ctx.actor.userId,
    certSerial: made.certificate.serial, certIssuer: made.certificate.issuer, signedAt: signedAt.toISOString(),
    docSha256: stored.hash, title: document.title,
  }, { meetingId })
  await announceWhoIsDue(tx, ctx, request, { label: document.title, meetingId })
  const isWaitedFor = await tx.signatureRequest.count({ where: { state: 'waiting', version: { documentId: document.id } } }) > 0
  if (!isWaitedFor) await askToRaise(tx, ctx, { documentId: document.id, versionId })
}

/** The last person's signature moves the notice on and calls for the seal. */
async function announceWhoIsDue(
  tx: Tx,
  ctx: Ctx,
  { id, kind, subjectKind, subjectId, ofSameSubject }: LoadedRequest,
  about: { label: string; meetingId: string | null },
): Promise<void> {
  if (kind !== 'person') return
  const after = ofSameSubject.map((asked) => (asked.id === id ? { ...asked, state: 'signed' as const } : asked))
  if (after.some((asked) => asked.kind === 'person' && asked.state === 'waiting')) return
  if (subjectKind === NOTICE_SUBJECT) await markNoticeSigned(tx, subjectId)
  for (const asked of after.filter((other) => other.kind === 'seal' && isDue(other, after))) {
    const seal = await tx.signatureRequest.findUnique({ where: { id: asked.id } })
    if (seal === null) throw new Refusal('signature.not_found')
    await announceSignature(tx, ctx, seal, about)
  }
}
