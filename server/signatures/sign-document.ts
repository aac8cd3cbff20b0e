import type { Ctx } from '#server/kernel/ctx.ts'
import type { SignDocument } from './input.ts'
import { assertSignableNow, keepSigned, readLatest, signingOf } from './keep-signed.ts'
import type { KeyStore } from './key-store.ts'
import { loadRequest } from './load-request.ts'
import { makeSignature } from './make-signature.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'

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
  const shown = { versionId: confirmation, sha256 }
  const request = await loadRequest(ctx.db, ctx, requestId)
  await assertSignableNow(ctx.db, ctx, request, shown)
  const signedAt = ctx.now()
  const made = await makeSignature(await readLatest(ctx, request), keys, signingOf(ctx, request, signedAt))
  const stored = await ctx.files.put(made.bytes)
  return ctx.transact((tx) => keepSigned(tx, ctx, requestId, { made, stored, signedAt, shown }))
}
