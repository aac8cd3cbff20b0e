import { labelledParts } from './label.ts'
import { isBullet, type OutlineNode } from './outline.ts'
import type { Party } from './party.ts'
import { isVerbAt } from './subject.ts'
import { tokenize } from './tokens.ts'

const BACKGROUND =
  /^(?:mục đích|yêu cầu|quan điểm|thực trạng|hiện trạng|đánh giá|tình hình|về tình hình|về kết quả|về ưu điểm|về hạn chế|kết quả|căn cứ|sự cần thiết|phạm vi|đối tượng|cơ sở (?:pháp lý|lý luận|thực tiễn)|hạn chế|tồn tại|nguyên nhân|thuận lợi|khó khăn|nguyên tắc|định hướng|bối cảnh|thành phần|ưu điểm|bài học|khái quát|dự báo|giải thích)(?!\p{L})/iu
const OBJECTIVES = /^(?:các )?(?:mục tiêu|chỉ tiêu)(?!\p{L})/iu
const HEADING_CHARS_MAX = 120

/** What may bear duties: not the opening, not the sections of purpose and background. */
export function relevant(nodes: readonly OutlineNode[]): OutlineNode[] {
  const hasSections = nodes.some((node) => !isBullet(node))
  const opening = nodes.findLastIndex((node) => node.parent === null && node.kind === 'plain' && /(?:như sau|sau đây|kết luận|nội dung sau)\s?:\s*$/.test(node.text))
  return nodes.filter((node, index) => {
    if (node.kind === 'plain' && node.parent === null && (hasSections || index <= opening) && !/(?:chủ trì|phối hợp|thời gian)[^:]{0,20}:/iu.test(node.text)) return false
    return !lineage(node).some((above) => !(above === node && isDutyOfDanhGia(node)) && BACKGROUND.test(above.text) && !isBullet(above) && above.text.length < HEADING_CHARS_MAX && !isDutyOfYeuCau(above) && !hasRoles(above))
  })
}

/** "Yêu cầu Sở A …" is an order, "Yêu cầu" alone a section. */
function isDutyOfYeuCau(node: OutlineNode): boolean {
  return /^Yêu cầu (?!đối với|chung|về)/u.test(node.text)
}

/** "Đánh giá hiện trạng …, báo cáo UBND tỉnh." and "Căn cứ …, lập kế hoạch." are sentences, not headings. */
function isDutyOfDanhGia(node: OutlineNode): boolean {
  return /^(?:căn cứ|đánh giá|dự báo|giải thích)(?! (?:cao|chung|tình hình|kết quả (?:đạt|thực hiện)))/iu.test(node.text) && node.children.length === 0 && (/[.;]\s*$/.test(node.text) || node.text.includes(','))
}

/** "5. Đánh giá việc triển khai" over "a) Đơn vị chủ trì: …" is work to be done. */
function hasRoles(node: OutlineNode): boolean {
  return node.children.some((child) => labelledParts(child.text).some(({ field }) => field === 'lead'))
}

export function lineage(node: OutlineNode): OutlineNode[] {
  const above: OutlineNode[] = []
  for (let at: OutlineNode | null = node; at !== null; at = at.parent) above.push(at)
  return above
}

export function isObjective(node: OutlineNode): boolean {
  if (node.children.length > 0 || OBJECTIVES.test(node.text)) return false
  return lineage(node).some((above) => above !== node && OBJECTIVES.test(above.text) && above.text.length < HEADING_CHARS_MAX)
}

/** A heading or item of a section of objectives, without being one itself. */
export function isAmongObjectives(node: OutlineNode): boolean {
  return OBJECTIVES.test(node.text) || lineage(node).some((above) => above !== node && OBJECTIVES.test(above.text) && above.text.length < HEADING_CHARS_MAX)
}

/** A deeper bullet explains the duty above it, unless that one only announces a list. */
export function isDetail(node: OutlineNode, owner: Party[] | null): boolean {
  const { parent } = node
  if (node.kind === 'dash' && parent !== null && !isBullet(parent) && /:\s*$/.test(parent.text) && isVerbAt(tokenize(parent.text, 0, Math.min(parent.text.length, ITEM_CHARS)), 0) && isOverThings(parent)) return true
  if (node.kind !== 'plus') return owner !== null && /:\s*$/.test(node.text) && node.children.some((child) => child.kind === 'plus') && !isOverThings(node)
  // "+ Sở Xây dựng: hướng dẫn …": a duty of its own.
  if (OWN_SUBJECT.test(node.text)) return false
  if (node.parent?.kind === 'dash' && isOverThings(node.parent)) return true
  return node.parent?.kind === 'dash' && !(owner !== null && /:\s*$/.test(node.parent.text))
}

/** "- Triển khai các dự án sau:" over "+ Dự án 1: …": a list of things, not of duties. */
export function isOverThings(node: OutlineNode): boolean {
  const items = node.children.filter((child) => child.kind === 'plus' || child.kind === 'dash')
  const duties = items.filter((child) => OWN_SUBJECT.test(child.text) || isVerbAt(tokenize(child.text, 0, Math.min(child.text.length, ITEM_CHARS)), 0))
  return items.length > 1 && duties.length === 0
}

const ITEM_CHARS = 80
const OWN_SUBJECT = /^(?:Sở|UBND|Ủy ban nhân dân|Công an|Ban|Văn phòng|Thanh tra|Các [Ss]ở|Bộ) [^:;.]{2,90}:\s/u

/** A duty that nobody is named for: a bullet or an item that begins with its verb. */
export function isOpenDuty(text: string, node: OutlineNode): boolean {
  return node.kind !== 'plain' && node.kind !== 'article' && !/^(?:Ban hành kèm|Chi tiết|Phê duyệt)/u.test(node.text) && node.children.length === 0 && node.end - node.start > 24 && isVerbAt(tokenize(text, node.start, Math.min(node.end, node.start + 80)), 0)
}
