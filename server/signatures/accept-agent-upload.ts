import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { PdfDocument } from '#signing/pdf/document.ts'
import { isSigningError } from '#signing/signing-error.ts'
import { acceptAgentUpload as acceptPdf } from '#signing/validation/accept-agent-upload.ts'
import { attempt, isFinding } from '#signing/validation/attempt.ts'
import { laterSteps, readHistory } from '#signing/validation/judge-revisions.ts'
import type { CertificateSummary } from '#signing/validation/report.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import { assertAcceptable } from './agent-pass.ts'
import { assertSignableNow, keepSigned, readLatest, signingOf } from './keep-signed.ts'
import { loadRequest, type LoadedRequest } from './load-request.ts'
import type { MadeSignature } from './make-signature.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'
import { isNamed } from './signature-session.ts'

/**
 * Takes the file that the agent posts back: what was fetched is its beginning, exactly one signature is new, in the
 * field that was asked for, by the right person, and nothing else was added. A file that is not so ends the pass.
 *
 * @throws Refusal signature.agent_not_fetched, signature.agent_pass_used, signature.agent_pass_expired,
 *   signature.agent_rejected, signature.version_changed, signature.already_signed, signature.already_refused,
 *   signature.withdrawn, signature.seal_before_leader, signature.not_in_office, signature.file_damaged
 */
export async function acceptAgentUpload(ctx: Ctx, { passId, returned }: { passId: string; returned: Uint8Array }): Promise<{ versionId: string }> {
  const pass = await ctx.db.agentPass.findUniqueOrThrow({ where: { id: passId } })
  assertAcceptable(pass, ctx.now())
  const request = await loadRequest(ctx.db, ctx, pass.requestId)
  await assertSignableNow(ctx.db, ctx, request, { versionId: pass.versionId })
  const made = await checked(ctx, request, returned).catch(async (thrown: unknown) => {
    if (!(thrown instanceof Rejected)) throw thrown
    await reject(ctx, { passId, requestId: request.id, reason: thrown.message })
    throw new Refusal('signature.agent_rejected', { reason: thrown.message }, 422)
  })
  const stored = await ctx.files.put(made.bytes)
  return ctx.transact(async (tx) => {
    await lockRow(tx, 'document', request.version.documentId)
    await lockRow(tx, 'agent_pass', passId)
    assertAcceptable(await tx.agentPass.findUniqueOrThrow({ where: { id: passId } }), ctx.now())
    await tx.agentPass.update({ where: { id: passId }, data: { state: 'used' } })
    return keepSigned(tx, ctx, request.id, { made, stored, signedAt: ctx.now(), shown: { versionId: pass.versionId } })
  })
}

/** Code AGENT_UPLOAD_REJECTED, with what the file did. */
class Rejected extends Error {}

async function checked(ctx: Ctx, request: LoadedRequest, returned: Uint8Array): Promise<MadeSignature> {
  const keys = pkcs12KeyStore({ db: ctx.db, dataDir: ctx.settings.dataDir })
  const [sent, anchorsDer] = [await readLatest(ctx, request), await keys.anchorsDer()]
  const isRightPerson = await holderOf(ctx, request)
  const options = { anchorsDer, at: ctx.now(), revocation: 'if_at_hand' as const }
  try {
    acceptPdf({ sent, returned, field: request.fieldName, isRightPerson, options })
  } catch (thrown) {
    if (isSigningError(thrown) && thrown.code === 'agent.upload_rejected') throw new Rejected(thrown.detail)
    throw thrown
  }
  assertNothingElse(returned, sent.length)
  const signer = validatePdf(returned, options).signatures.find(({ field }) => field === request.fieldName)?.signer ?? null
  if (signer === null) throw new Rejected('no signature')
  const { name, issuerName, serial, notAfter } = signer
  return { bytes: returned, certificate: { subject: name, issuer: issuerName, serial, notAfter: notAfter.toISOString() } }
}

/** Also where nobody had signed before: since the file was fetched, only what the white list of the validator knows. */
function assertNothingElse(returned: Uint8Array, sentBytes: number): void {
  const history = readHistory(PdfDocument.open(returned), sentBytes)
  const steps = isFinding(history) ? history : attempt(() => laterSteps(history, 0))
  if (isFinding(steps)) throw new Rejected(`${steps.code} ${steps.detail}`.trim())
}

/** By what the office registered for the signer, or by the name that the certificate says. */
async function holderOf(ctx: Ctx, request: LoadedRequest): Promise<(signer: CertificateSummary) => boolean> {
  const { kind, ownerId, name } = signingOf(ctx, request, ctx.now())
  const known = await ctx.db.signingCertificate.findMany({ where: { kind, ownerId }, select: { serial: true } })
  return (signer) => known.some(({ serial }) => serial === signer.serial) || isNamed(signer.name, name)
}

async function reject(ctx: Ctx, { passId, requestId, reason }: { passId: string; requestId: string; reason: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'agent_pass', passId)
    const { count } = await tx.agentPass.updateMany({ where: { id: passId, state: 'fetched' }, data: { state: 'rejected', rejectedFor: reason } })
    if (count > 0) await record(tx, ctx, 'signature.agent_rejected', requestId, { requestId, passId, code: 'AGENT_UPLOAD_REJECTED', reason })
  })
}
