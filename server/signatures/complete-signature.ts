import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { hashOf } from '#signing/cms/signing-algorithm.ts'
import { completeSignature as completePdf } from '#signing/pades/complete-signature.ts'
import { preparedFromJson, type PreparedSignature } from '#signing/pades/prepared-signature.ts'
import { isSigningError } from '#signing/signing-error.ts'
import { toDerEcdsa } from '#signing/signers/ecdsa-value.ts'
import type { CompleteSignature } from './input.ts'
import { keepSigned, readLatest } from './keep-signed.ts'
import { loadRequest } from './load-request.ts'
import { judged } from './make-signature.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'
import { assertWaiting } from './signature.ts'
import { assertCompletable } from './signature-session.ts'

/**
 * Second half of a signature by a key that lies elsewhere: takes the value, judges the whole, and keeps it as a new
 * version. A value is taken once, in time, and for nothing but what was prepared.
 *
 * @throws Refusal signature.session_not_found, signature.session_used, signature.session_superseded,
 *   signature.session_expired, signature.session_other_certificate, signature.session_base_changed,
 *   signature.session_other_hash, signature.already_signed, signature.already_refused, signature.withdrawn,
 *   signature.seal_before_leader, signature.not_in_office, signature.file_damaged, signature.not_valid
 */
export async function completeSignature(ctx: Ctx, { sessionId, signature, certificateSha256 }: CompleteSignature): Promise<{ versionId: string }> {
  const { request, session } = await loadSession(ctx.db, ctx, sessionId, certificateSha256)
  const prepared = preparedFromJson(session.prepared)
  const bytes = await embed(await readLatest(ctx, request), prepared, Buffer.from(signature, 'base64'))
  const keys = pkcs12KeyStore({ db: ctx.db, dataDir: ctx.settings.dataDir })
  const made = await judged(bytes, { keys, at: ctx.now(), certificateDer: prepared.certificateDer })
  const stored = await ctx.files.put(made.bytes)

  return ctx.transact(async (tx) => {
    await lockRow(tx, 'document', request.version.documentId)
    await lockRow(tx, 'signature_session', sessionId)
    const current = await loadSession(tx, ctx, sessionId, certificateSha256)
    await tx.signatureSession.update({ where: { id: sessionId }, data: { state: 'completed', prepared: '' } })
    return keepSigned(tx, ctx, current.request.id, { made, stored, signedAt: prepared.signedAt, shown: { versionId: session.versionId } })
  })
}

async function loadSession(db: Tx, ctx: Ctx, sessionId: string, answeredBy: string | undefined) {
  const session = await db.signatureSession.findUnique({ where: { id: sessionId } })
  if (session === null || session.userId !== ctx.actor.userId) throw new Refusal('signature.session_not_found', {}, 404)
  const request = await loadRequest(db, ctx, session.requestId)
  // What became of the request says more than that its session has ended.
  if (session.state === 'waiting') assertWaiting(request)
  assertCompletable(session, { now: ctx.now(), latestVersionId: request.version.document.versions[0]?.id ?? null, answeredBy })
  return { session, request }
}

/** What a device answers when it signed something else, or with another key. */
const REFUSED: Readonly<Record<string, string>> = {
  'signature.value_invalid': 'signature.session_other_hash',
  'signature.base_changed': 'signature.session_base_changed',
}

async function embed(pdf: Uint8Array, prepared: PreparedSignature, value: Uint8Array): Promise<Uint8Array> {
  const { algorithm } = prepared
  const halfBytes = hashOf(algorithm) === 'sha384' ? 48 : 32
  try {
    return await completePdf(pdf, prepared, algorithm.startsWith('ecdsa') ? toDerEcdsa(value, halfBytes) : value)
  } catch (thrown) {
    const refused = isSigningError(thrown) ? REFUSED[thrown.code] : undefined
    if (refused === undefined) throw thrown
    throw new Refusal(refused, {}, 422)
  }
}
