import { createHash } from 'node:crypto'
import { addVersion } from '#server/documents/add-version.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { markNoticeSigned } from '#server/minutes/mark-notice-signed.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { assertInOffice } from './assert-in-office.ts'
import type { SignDocument } from './input.ts'
import type { KeyStore } from './key-store.ts'
import { loadRequest, meetingOf, type LoadedRequest } from './load-request.ts'
import { makeSignature, type MadeSignature } from './make-signature.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'
import { askToRaise } from './raise-level.ts'
import { announceSignature } from './request-signature.ts'
import { PROFILE, assertSignable, isDue, type ShownVersion } from './signature.ts'

/**
 * Signs the version that the signer looked at, as a person or with the agency's seal. The file is signed and judged
 * first; then one short transaction checks again and keeps it as a new version. Who was asked while in office and has
 * left it since signs nothing.
 *
 * @throws Refusal signature.not_found, signature.already_signed, signature.already_refused, signature.withdrawn,
 *   signature.seal_before_leader, signature.version_changed, signature.file_damaged, signature.not_in_office,
 *   signature.no_certificate, signature.certificate_expired, signature.certificate_not_yet_valid,
 *   signature.certificate_unusable, signature.key_unreachable, signature.not_valid
 */
export async function signDocument(
  ctx: Ctx,
  { requestId, confirmation, sha256 }: SignDocument,
  keys: KeyStore = pkcs12KeyStore({ db: ctx.db, dataDir: ctx.settings.dataDir }),
): Promise<{ versionId: string }> {
  const request = await loadRequest(ctx.db, ctx, requestId)
  const shown = { versionId: confirmation, sha256 }
  assertSignableNow(request, shown)
  const { version, kind, fieldName } = request
  const { orgUnit } = version.document
  await assertInOffice(ctx.db, ctx, { kind, orgUnitId: orgUnit.id })
  const signedAt = ctx.now()
  const latest = version.document.versions[0] ?? version
  const made = await makeSignature(await readSound(ctx, latest.fileHash), keys, {
    kind, fieldName, organisation: orgUnit.name, at: signedAt,
    ...(kind === 'seal' ? { ownerId: orgUnit.id, name: orgUnit.name } : { ownerId: ctx.actor.userId, name: ctx.actor.name }),
  })
  const stored = await ctx.files.put(made.bytes)

  return ctx.transact(async (tx) => {
    await lockRow(tx, 'document', version.documentId)
    await lockRow(tx, 'signature_request', requestId)
    const current = await loadRequest(tx, ctx, requestId)
    assertSignableNow(current, shown)
    await assertInOffice(tx, ctx, { kind, orgUnitId: orgUnit.id })
    const versionId = await addVersion(tx, ctx, {
      documentId: version.documentId,
      file: { ...stored, fileName: latest.fileName, pageCount: latest.pageCount },
    })
    await keep(tx, ctx, current, { made, signedAt, versionId })
    return { versionId }
  })
}

function assertSignableNow(request: LoadedRequest, confirmed: ShownVersion): void {
  assertSignable(request, request.ofSameSubject, { confirmed, latest: request.version.document.versions[0] ?? null })
}

/** What lies in the store is what was put there: a disk that changed a byte must not get it signed. */
async function readSound(ctx: Ctx, hash: string): Promise<Uint8Array> {
  const bytes = await ctx.files.read(hash)
  if (createHash('sha256').update(bytes).digest('hex') !== hash) throw new Refusal('signature.file_damaged')
  return bytes
}

async function keep(
  tx: Tx,
  ctx: Ctx,
  request: LoadedRequest,
  { made, signedAt, versionId }: { made: MadeSignature; signedAt: Date; versionId: string },
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
    docSha256: createHash('sha256').update(made.bytes).digest('hex'), title: document.title,
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
