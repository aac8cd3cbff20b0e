import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { SignDocuments } from './input.ts'
import type { KeyStore } from './key-store.ts'
import { signDocument } from './sign-document.ts'
import { BATCH_MAX } from './signature.ts'

/** What became of one document of a batch: signed as this version, or `thrown`, a refusal or a fault. */
export type SignedInBatch = { requestId: string; versionId: string } | { requestId: string; thrown: unknown }

/**
 * Signs one document after another, each in a transaction of its own, and tells after each what became of it. What one
 * of them is refused for stops none of the others.
 *
 * @throws Refusal signature.batch_too_large, before anything is signed
 */
export async function* signDocuments(ctx: Ctx, { documents }: SignDocuments, keys?: KeyStore): AsyncGenerator<SignedInBatch> {
  if (documents.length > BATCH_MAX) throw new Refusal('signature.batch_too_large', { max: BATCH_MAX, count: documents.length }, 422)
  for (const document of documents) {
    const { requestId } = document
    yield await signDocument(ctx, document, keys).then(
      ({ versionId }) => ({ requestId, versionId }),
      (thrown: unknown) => ({ requestId, thrown }),
    )
  }
}
