import { createHash } from 'node:crypto'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { readCertificate } from '#signing/cms/certificate.ts'
import { hashOf, type SigningAlgorithm } from '#signing/cms/signing-algorithm.ts'
import { prepareSignature as preparePdf } from '#signing/pades/prepare-signature.ts'
import { preparedToJson } from '#signing/pades/prepared-signature.ts'
import type { PrepareSignature } from './input.ts'
import { assertSignableNow, readLatest, signingOf } from './keep-signed.ts'
import { loadRequest } from './load-request.ts'
import { appearanceOf, inWords, type Signing } from './make-signature.ts'
import { SESSION_LIFE_MS, isNamed } from './signature-session.ts'

/** What the device at the other end signs: a hash, or the attributes for devices that hash for themselves. */
export interface PreparedForDevice {
  sessionId: string
  algorithm: SigningAlgorithm
  /** By the algorithm's hash over `attributes`, base64. */
  digest: string
  /** The signed attributes, a DER SET, base64. */
  attributes: string
  certificateSha256: string
  expiresAt: string
}

/**
 * First half of a signature by a key that lies elsewhere: a token at the person's own computer, a SIM, a service. The
 * wait is a row, so any process may take the answer; an earlier one for the same request is put aside.
 *
 * @throws Refusal signature.not_found, signature.already_signed, signature.already_refused, signature.withdrawn,
 *   signature.seal_before_leader, signature.version_changed, signature.file_damaged, signature.not_in_office,
 *   signature.other_person, signature.certificate_expired, signature.certificate_not_yet_valid,
 *   signature.certificate_unusable
 */
export async function prepareSignature(ctx: Ctx, { requestId, confirmation, sha256, certificate, chain = [] }: PrepareSignature): Promise<PreparedForDevice> {
  const shown = { versionId: confirmation, sha256 }
  const request = await loadRequest(ctx.db, ctx, requestId)
  await assertSignableNow(ctx.db, ctx, request, shown)
  const signedAt = ctx.now()
  const signing = signingOf(ctx, request, signedAt)
  const certificateDer = Buffer.from(certificate, 'base64')
  const chainDer = chain.map((one) => Buffer.from(one, 'base64'))
  const { isDemo, fingerprint } = await inWords(() => recognise(ctx, certificateDer, signing))
  // Before anybody types a PIN: what is no certificate would spoil the whole signature.
  await inWords(async () => chainDer.map(readCertificate))
  const pdf = await readLatest(ctx, request)
  const prepared = await inWords(() => preparePdf(pdf, {
    fieldName: signing.fieldName, appearance: appearanceOf({ isDemo }, signing), signedAt, signerName: signing.name,
    certificateDer, chainDer,
  }))
  const expiresAt = new Date(signedAt.getTime() + SESSION_LIFE_MS)
  const sessionId = ctx.newId()
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'signature_request', requestId)
    await assertSignableNow(tx, ctx, await loadRequest(tx, ctx, requestId), shown)
    await tx.signatureSession.updateMany({ where: { requestId, state: 'waiting' }, data: { state: 'superseded', prepared: '' } })
    await tx.signatureSession.create({
      data: {
        id: sessionId, requestId, userId: ctx.actor.userId, versionId: confirmation, certificateSha256: fingerprint,
        prepared: preparedToJson(prepared), createdAt: signedAt, expiresAt,
      },
    })
    await record(tx, ctx, 'signature.prepared', requestId, { requestId, sessionId, versionId: confirmation, certificateSha256: fingerprint, expiresAt: expiresAt.toISOString() })
  })
  return {
    sessionId, algorithm: prepared.algorithm, certificateSha256: fingerprint, expiresAt: expiresAt.toISOString(),
    digest: createHash(hashOf(prepared.algorithm)).update(prepared.attributesDer).digest('base64'),
    attributes: Buffer.from(prepared.attributesDer).toString('base64'),
  }
}

/** Whose certificate it is: one that the office registered for the signer, or one made out to the signer's name. */
async function recognise(ctx: Ctx, der: Uint8Array, { kind, ownerId, name }: Signing): Promise<{ isDemo: boolean; fingerprint: string }> {
  const { fingerprint, serial, subject } = readCertificate(der)
  const known = await ctx.db.signingCertificate.findFirst({ where: { kind, ownerId, serial }, select: { isDemo: true } })
  if (known === null && !isNamed(subject.commonName, name)) throw new Refusal('signature.other_person', { name: subject.commonName }, 422)
  return { isDemo: known?.isDemo ?? false, fingerprint }
}
