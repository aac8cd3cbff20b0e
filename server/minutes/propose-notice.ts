import type { Ctx } from '#server/kernel/ctx.ts'
import { dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { inForce } from '#server/meetings/known-people.ts'
import { issuingUnitOf } from './issuing-unit.ts'
import { LINE_CHARS_MAX, capacityLinesOf, padded } from './notice.ts'

export interface NoticeProposal {
  subject: string
  opening: string
  closing: string
  recipients: string[]
  capacityLines: string[]
  signerUserId: string
  approverUserId: string | null
}

/** Longer lists of those present are summed up. */
const UNITS_NAMED_MAX = 20

/**
 * A first draft from what the meeting knows, in the form such notices have (Decree 30/2020/NĐ-CP): a person reads it
 * over and changes what is not so. Vietnamese whatever the reader's language: it is the text of a document.
 */
export async function proposeNotice(db: Tx, ctx: Ctx, meetingId: string, signerUserId?: string): Promise<NoticeProposal> {
  const meeting = await db.meeting.findUniqueOrThrow({
    where: { id: meetingId },
    include: {
      chair: true, secretary: true,
      participants: {
        include: {
          orgUnit: true,
          user: { include: { positions: { where: inForce(ctx), orderBy: [{ validFrom: 'asc' }, { id: 'asc' }], take: 1, include: { orgUnit: true } } } },
        },
      },
    },
  })
  const signerId = signerUserId ?? meeting.chairId
  const issuing = await issuingUnitOf(db, ctx, signerId)
  const chairTitle = (await issuingUnitOf(db, ctx, meeting.chairId))?.signer.title ?? ''
  const chair = [meeting.chair.fullName, chairTitle].filter((part) => part !== '').join(', ')
  const unitName = issuing?.unit.name ?? ''
  const title = lowerFirst(meeting.title.replace(/[.\s]+$/, ''))
  const gathering = gatheringOf(title)
  const units = [...new Set(meeting.participants.flatMap((participant) =>
    participant.orgUnit?.name ?? participant.user.positions[0]?.orgUnit.name ?? []))].sort(new Intl.Collator('vi').compare)
  return {
    subject: `Kết luận của đồng chí ${chair} tại ${gathering}`,
    opening: [
      `Ngày ${writtenDay(dayOf(meeting.openedAt ?? meeting.startAt, ctx.settings.timeZone))}, tại ${lowerFirst(meeting.place)}, đồng chí ${chair} chủ trì ${gathering}. ${presentSentence(units)}`,
      `Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, đồng chí ${chair} kết luận như sau:`,
    ].join('\n'),
    closing: `Trên đây là kết luận của đồng chí ${chair} tại ${gathering}. ${unitName} thông báo để các cơ quan, đơn vị, cá nhân có liên quan biết, triển khai thực hiện`,
    recipients: recipientsOf(unitName, units, meeting.secretary.fullName),
    capacityLines: capacityLinesOf(issuing?.signer.title ?? ''),
    signerUserId: signerId,
    approverUserId: await approverFor(db, ctx, issuing?.unit.id ?? null, [signerId, meeting.secretaryId, ctx.actor.userId]),
  }
}

/** “họp giao ban” and “chuyển đổi số” alike read as a gathering: “cuộc họp …”. */
function gatheringOf(title: string): string {
  if (/^(?:cuộc họp|phiên họp|buổi|hội nghị)(?:\s|$)/u.test(title)) return title
  return /^họp(?:\s|$)/u.test(title) ? `cuộc ${title}` : `cuộc họp ${title}`
}

function presentSentence(units: readonly string[]): string {
  if (units.length === 0) return 'Dự họp có đại diện các cơ quan, đơn vị được mời.'
  if (units.length > UNITS_NAMED_MAX) return `Dự họp có đại diện của ${units.length} cơ quan, đơn vị được mời.`
  return `Dự họp có đại diện các cơ quan, đơn vị: ${units.join('; ')}.`
}

function recipientsOf(unitName: string, units: readonly string[], drafter: string): string[] {
  const leaders = /^UBND/u.test(unitName) ? [`Chủ tịch, các Phó Chủ tịch ${unitName} (để b/c);`] : [`Lãnh đạo ${unitName} (để b/c);`]
  const present = `Các cơ quan, đơn vị dự họp${units.length > 0 && units.length <= 8 ? `: ${units.join(', ')}` : ''};`
  const givenName = drafter.trim().split(/\s+/).at(-1) ?? ''
  return [...(unitName === '' ? [] : leaders), present.slice(0, LINE_CHARS_MAX), `Lưu: VT (${givenName}).`]
}

/** The head of the agency's office approves; without one, another leader of the agency. Never who signs or drafts. */
async function approverFor(db: Tx, ctx: Ctx, unitId: string | null, otherwiseBusyIds: string[]): Promise<string | null> {
  if (unitId === null) return null
  const leaders = await db.position.findMany({
    where: {
      role: 'leader', ...inForce(ctx), userId: { notIn: otherwiseBusyIds }, user: { disabledAt: null },
      orgUnit: { OR: [{ id: unitId }, { parentId: unitId, kind: 'office' }] },
    },
    orderBy: { id: 'asc' },
    include: { orgUnit: { select: { kind: true } } },
  })
  return (leaders.find(({ orgUnit }) => orgUnit.kind === 'office') ?? leaders[0])?.userId ?? null
}

function writtenDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${padded(Number(date))}/${padded(Number(month))}/${year}`
}

/** "Họp xét …" inside a sentence; names and abbreviations keep their capitals. */
function lowerFirst(text: string): string {
  const [first = ''] = text.split(/\s/)
  const isCommonWord = /^\p{Lu}\p{Ll}*$/u.test(first) && /^(?:Họp|Cuộc|Phiên|Hội|Phòng|Trụ|Nhà|Buổi|Về|Giao|Xét|Rà|Sơ|Tổng|Đánh|Triển|Cho)$/u.test(first)
  return isCommonWord ? first.toLocaleLowerCase('vi') + text.slice(first.length) : text
}
