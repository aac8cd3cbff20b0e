import { readableVersion } from '#server/documents/queries.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { validatePdf, type ValidationReport } from '#signing/validation/validate.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'
import { isDue, type SignatureKind, type SignatureState } from './signature.ts'

export interface WaitingSignature {
  requestId: string
  kind: SignatureKind
  documentId: string
  title: string
  /** The latest version: the one to look at and to confirm. */
  versionId: string
  /** SHA-256 of its file, hex: sent back with the signature. */
  sha256: string
  pageCount: number
  subject: { kind: string; id: string }
  meetingId: string | null
  requestedAt: Date
}

/** What waits for the actor's signature or seal and whose turn has come, oldest first. */
export async function signaturesWaitingForMe(ctx: Ctx): Promise<WaitingSignature[]> {
  const requests = await ctx.db.signatureRequest.findMany({
    where: { signerUserId: ctx.actor.userId, state: 'waiting' },
    orderBy: { requestedAt: 'asc' },
    include: { version: { include: { document: { include: { versions: { orderBy: { number: 'desc' }, take: 1 } } } } } },
  })
  const siblings = await ctx.db.signatureRequest.findMany({
    where: { subjectId: { in: requests.map(({ subjectId }) => subjectId) } },
    select: { id: true, kind: true, state: true, subjectKind: true, subjectId: true },
  })
  const due = requests.filter((request) => isDue(request, siblings.filter((other) =>
    other.subjectKind === request.subjectKind && other.subjectId === request.subjectId)))
  // Each page of a signer asks this: one question for all, not one for each.
  const meetings = await meetingsOf(ctx, due.filter(({ subjectKind }) => subjectKind === NOTICE_SUBJECT).map(({ subjectId }) => subjectId))
  return due.map(({ id, kind, version, subjectKind, subjectId, requestedAt }) => {
    const latest = version.document.versions[0] ?? version
    return {
      requestId: id, kind, documentId: version.documentId, title: version.document.title,
      versionId: latest.id, sha256: latest.fileHash, pageCount: latest.pageCount, subject: { kind: subjectKind, id: subjectId },
      meetingId: meetings.get(subjectId) ?? null, requestedAt,
    }
  })
}

async function meetingsOf(ctx: Ctx, noticeIds: readonly string[]): Promise<Map<string, string>> {
  if (noticeIds.length === 0) return new Map()
  const notices = await ctx.db.conclusionNotice.findMany({ where: { id: { in: [...noticeIds] } }, select: { id: true, meetingId: true } })
  return new Map(notices.map(({ id, meetingId }) => [id, meetingId]))
}

export interface SignatureView {
  requestId: string
  kind: SignatureKind
  state: SignatureState
  isDue: boolean
  isMine: boolean
  signerName: string
  decidedAt: Date | null
  reason: string | null
  /** The latest version of the document: what a signer confirms. */
  versionId: string
  /** SHA-256 of its file, hex. */
  sha256: string
  signedVersionId: string | null
}

/** Every signature asked for a subject, people first; for whoever may read the subject. */
export async function signaturesOf(ctx: Ctx, subject: { kind: string; id: string }): Promise<SignatureView[]> {
  const requests = await ctx.db.signatureRequest.findMany({
    where: { subjectKind: subject.kind, subjectId: subject.id },
    orderBy: [{ requestedAt: 'asc' }, { kind: 'asc' }],
    include: {
      signer: { select: { fullName: true } },
      version: { include: { document: { include: { versions: { orderBy: { number: 'desc' }, take: 1 } } } } },
    },
  })
  return requests.map((request) => {
    const latest = request.version.document.versions[0] ?? request.version
    return {
      requestId: request.id, kind: request.kind, state: request.state, isDue: isDue(request, requests),
      isMine: request.signerUserId === ctx.actor.userId, signerName: request.signer.fullName, decidedAt: request.decidedAt,
      reason: request.reason, versionId: latest.id, sha256: latest.fileHash, signedVersionId: request.signedVersionId,
    }
  })
}

export interface LevelView {
  /** `B-B`, `B-T`, `B-LT`, `B-LTA`. */
  level: string
  /**
   * What comes next: the signatures that are still asked for, an authority that is not set up, a time stamp, the proof
   * that no certificate was revoked, the time stamp over all of it. Null at the highest level.
   */
  waitsFor: 'signatures' | 'authority' | 'timestamp' | 'evidence' | 'archive_timestamp' | null
  /** Why the last attempt failed, a code and its detail; it is tried again by itself. */
  lastError: string | null
}

const NEXT: Readonly<Record<string, LevelView['waitsFor']>> = { 'B-B': 'timestamp', 'B-T': 'evidence', 'B-LT': 'archive_timestamp' }

/** How far the signatures of a document have been raised and what they wait for; null when nobody signed it. */
export async function levelOf(ctx: Ctx, documentId: string): Promise<LevelView | null> {
  const standing = await ctx.db.signatureLevel.findUnique({ where: { documentId } })
  if (standing === null) {
    const signedCount = await ctx.db.signatureRequest.count({ where: { state: 'signed', version: { documentId } } })
    return signedCount === 0 ? null : { level: 'B-B', waitsFor: 'signatures', lastError: null }
  }
  const { level, lastError } = standing
  const next = NEXT[level] ?? null
  return { level, waitsFor: next !== null && ctx.settings.timestampUrl === null ? 'authority' : next, lastError }
}

/** Judges the signatures of a version that the actor may read; null otherwise. */
export async function verdictOn(ctx: Ctx, versionId: string): Promise<ValidationReport | null> {
  const version = await readableVersion(ctx, versionId)
  if (version === null) return null
  const keys = pkcs12KeyStore({ db: ctx.db, dataDir: ctx.settings.dataDir })
  return validatePdf(await ctx.files.read(version.fileHash), { anchorsDer: await keys.anchorsDer(), at: ctx.now() })
}
