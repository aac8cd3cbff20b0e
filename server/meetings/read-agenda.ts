import type { Db, Tx } from '#server/kernel/db.ts'

export interface PaperView {
  paperId: string
  documentId: string
  /** The latest version. */
  versionId: string
  title: string
  fileName: string
  pageCount: number
  sizeBytes: number
}

export interface AgendaItemView {
  id: string
  position: number
  title: string
  presenterId: string | null
  /** The account's name, or what was written when the presenter has none. */
  presenterName: string
  minutesPlanned: number
  papers: PaperView[]
}

/** A meeting's agenda with its papers, in order. Agenda stands to the right of meetings; its rows are only read here. */
export async function readAgenda(db: Db | Tx, meetingId: string): Promise<AgendaItemView[]> {
  const items = await db.agendaItem.findMany({
    where: { meetingId },
    orderBy: { position: 'asc' },
    include: {
      presenter: { select: { fullName: true } },
      papers: {
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        include: { document: { include: { versions: { orderBy: { number: 'desc' }, take: 1 } } } },
      },
    },
  })
  return items.map(({ id, position, title, presenterId, presenterName, minutesPlanned, presenter, papers }) => ({
    id, position, title, presenterId, minutesPlanned,
    presenterName: presenter?.fullName ?? presenterName,
    papers: papers.flatMap((paper) => paper.document.versions.map((version) => ({
      paperId: paper.id, documentId: paper.documentId, versionId: version.id, title: paper.document.title,
      fileName: version.fileName, pageCount: version.pageCount, sizeBytes: version.sizeBytes,
    }))),
  }))
}
