import { createHash } from 'node:crypto'
import { addVersion } from '#server/documents/add-version.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import type { EvidenceSettings } from '#signing/evidence/collect-evidence.ts'
import { raiseToBLT, raiseToBLTA, raiseToBT } from '#signing/pades/raise-level.ts'
import { isSigningError } from '#signing/signing-error.ts'
import type { TimestampAuthority } from '#signing/timestamp/request-timestamp.ts'

/** Name of the worker's task that raises one document. */
export const RAISE_TASK = 'raise_level'
/** With growing pauses, days in all: an authority that is down over a weekend is asked again on Monday. */
const ATTEMPTS_MAX = 25

export type SignatureLevelName = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

/** Whom to ask for time and for evidence. */
export interface LevelMeans {
  timestamps: TimestampAuthority
  /** Read anew for each document: an administrator may have added an authority. */
  evidence(): Promise<EvidenceSettings>
}

interface Step {
  to: SignatureLevelName
  raise(pdf: Uint8Array, means: LevelMeans): Promise<Uint8Array>
}

/** Each level from the one before. Source: ETSI EN 319 142-1, 6.3. */
const STEPS: Readonly<Record<string, Step>> = {
  'B-B': { to: 'B-T', raise: (pdf, { timestamps }) => raiseToBT(pdf, timestamps) },
  'B-T': { to: 'B-LT', raise: async (pdf, { evidence }) => raiseToBLT(pdf, await evidence()) },
  'B-LT': { to: 'B-LTA', raise: (pdf, { timestamps }) => raiseToBLTA(pdf, timestamps) },
}

/**
 * Remembers that all signatures of a document are made, and asks the worker to raise them. In the transaction of the
 * last signature: the signer waits for no authority. Without a timestamp authority they stay at B-B until there is one.
 */
export async function askToRaise(tx: Tx, ctx: Ctx, { documentId, versionId }: { documentId: string; versionId: string }): Promise<void> {
  const standing = { signedVersionId: versionId, versionId, level: 'B-B', attempts: 0, lastError: null, updatedAt: ctx.now() }
  await tx.signatureLevel.upsert({ where: { documentId }, create: { documentId, ...standing }, update: standing })
  if (ctx.settings.timestampUrl !== null) await addRaiseJob(tx, documentId)
}

async function addRaiseJob(tx: Tx, documentId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${RAISE_TASK}, json_build_object('documentId', ${documentId}::text), job_key => ${`raise:${documentId}`}, max_attempts => ${ATTEMPTS_MAX})`
}

const RESUMED_MAX = 200

/**
 * Gives a job to every document below B-LTA that has none: signed while there was no authority, or given up after
 * days of asking in vain. One that got another version since is left alone. Returns how many.
 */
export async function resumeRaising(ctx: Ctx): Promise<number> {
  if (ctx.settings.timestampUrl === null) return 0
  return ctx.transact(async (tx) => {
    const standing = await tx.$queryRaw<{ documentId: string }[]>`
      SELECT one."documentId" FROM signature_level AS one
      WHERE one.level <> 'B-LTA'
        AND one."versionId" = (SELECT id FROM document_version WHERE "documentId" = one."documentId" ORDER BY number DESC LIMIT 1)
        AND NOT EXISTS (
          SELECT 1 FROM graphile_worker.jobs AS job
          WHERE job.key = 'raise:' || one."documentId" AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL))
      ORDER BY one."updatedAt" LIMIT ${RESUMED_MAX}`
    for (const { documentId } of standing) await addRaiseJob(tx, documentId)
    return standing.length
  })
}

/**
 * Raises a document's signatures step by step; every step that is reached is a version of its own and kept. What was
 * killed or failed goes on from the last one. A document that changed since is left alone.
 *
 * @throws SigningError timestamp.*, network.*, evidence.*: the job is tried again
 */
export async function raiseLevel(ctx: Ctx, documentId: string, means: LevelMeans): Promise<void> {
  for (;;) {
    const standing = await ctx.db.signatureLevel.findUnique({ where: { documentId } })
    const step = standing === null ? undefined : STEPS[standing.level]
    if (standing === null || step === undefined) return
    const latest = await ctx.db.documentVersion.findFirstOrThrow({ where: { documentId }, orderBy: { number: 'desc' } })
    if (latest.id !== standing.versionId) return
    const raised = await raiseOnce(ctx, documentId, () => ctx.files.read(latest.fileHash).then((pdf) => step.raise(pdf, means)))
    const stored = await ctx.files.put(raised)
    const isKept = await ctx.transact(async (tx) => {
      await lockRow(tx, 'document', documentId)
      const current = await tx.documentVersion.findFirst({ where: { documentId }, orderBy: { number: 'desc' }, select: { id: true } })
      if (current?.id !== latest.id) return false
      const versionId = await addVersion(tx, ctx, { documentId, file: { ...stored, fileName: latest.fileName, pageCount: latest.pageCount } })
      await tx.signatureLevel.update({
        where: { documentId }, data: { versionId, level: step.to, attempts: 0, lastError: null, updatedAt: ctx.now() },
      })
      await record(tx, ctx, 'document.level_raised', documentId, {
        documentId, versionId, profile: `PAdES-${step.to}`, docSha256: createHash('sha256').update(raised).digest('hex'),
      })
      return true
    })
    if (!isKept) return
  }
}

/** Leaves a note of what failed, for whoever looks at the document, and fails. */
async function raiseOnce(ctx: Ctx, documentId: string, raise: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await raise()
  } catch (thrown) {
    const lastError = isSigningError(thrown) ? thrown.message : 'internal'
    await ctx.db.signatureLevel.update({
      where: { documentId }, data: { attempts: { increment: 1 }, lastError, updatedAt: ctx.now() },
    })
    throw thrown
  }
}

/** True when `versionId` is the document's signed version with nothing but levels added to it. */
export async function isRaisedFrom(tx: Tx, { documentId, versionId, signedVersionId }: { documentId: string; versionId: string; signedVersionId: string }): Promise<boolean> {
  return (await tx.signatureLevel.count({ where: { documentId, versionId, signedVersionId } })) > 0
}
