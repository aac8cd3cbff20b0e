import type { Prisma } from '#generated/prisma/client.ts'
import { unitsOf, type Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid } from '#server/kernel/db.ts'

export interface ReadableVersion {
  versionId: string
  documentId: string
  number: number
  title: string
  fileName: string
  fileHash: string
  sizeBytes: number
  pageCount: number
  createdAt: Date
}

const withDocument = { document: { select: { title: true } } } as const

/** The version, if the actor may read its document; null for a stranger and for an id that does not exist alike. */
export async function readableVersion(ctx: Ctx, versionId: string): Promise<ReadableVersion | null> {
  if (!isUuid(versionId)) return null
  const version = await ctx.db.documentVersion.findFirst({
    where: { id: versionId, document: readableBy(ctx.actor) },
    include: withDocument,
  })
  return version === null ? null : toReadable(version)
}

/** The latest version of each document that the actor may read, in the order asked for; the others are left out. */
export async function latestReadableVersions(ctx: Ctx, documentIds: readonly string[]): Promise<ReadableVersion[]> {
  const versions = await ctx.db.documentVersion.findMany({
    where: { documentId: { in: documentIds.filter(isUuid) }, document: readableBy(ctx.actor) },
    distinct: ['documentId'],
    orderBy: [{ documentId: 'asc' }, { number: 'desc' }],
    include: withDocument,
  })
  const byDocument = new Map(versions.map((version) => [version.documentId, toReadable(version)]))
  return documentIds.flatMap((id) => byDocument.get(id) ?? [])
}

/** Documents with a grant to the actor or to a unit in which the actor holds a position. */
export function readableBy(actor: Actor): Prisma.DocumentWhereInput {
  return {
    grants: {
      some: {
        OR: [
          { granteeKind: 'user', granteeId: actor.userId },
          { granteeKind: 'org_unit', granteeId: { in: unitsOf(actor) } },
        ],
      },
    },
  }
}

type VersionRow = Prisma.DocumentVersionGetPayload<{ include: typeof withDocument }>

function toReadable(version: VersionRow): ReadableVersion {
  const { id, documentId, number, fileName, fileHash, sizeBytes, pageCount, createdAt, document } = version
  return { versionId: id, documentId, number, title: document.title, fileName, fileHash, sizeBytes, pageCount, createdAt }
}
