import { type Draft, newDraft, trimmed } from './draft.ts'
import { findDeadline } from './find-deadline.ts'

const STEP = /(?<!\p{L})(?:triển khai|thực hiện|hoàn thành|xây dựng|vận hành|khai trương|khởi công|phê duyệt|bàn giao|nghiệm thu|đưa vào)(?!\p{L})/u
const NAMED = /^(?:Thời gian|Tiến độ|Lộ trình|Thời hạn)[^:,;.]{0,120}:|^(?:Thời gian|Tiến độ|Lộ trình) [^:,;.]{3,80}?(?= (?:dự kiến|từ|trong|là|khoảng)(?!\p{L}))/u

/** A step of a road map: no owner, but a time of its own. Null when the clause is none. */
export function readMilestone(text: string, start: number, end: number, path: string): Draft | null {
  const clause = text.slice(start, end)
  const named = NAMED.exec(clause)
  const found = findDeadline(clause)
  if (found === null || found.deadline.due === null || /(?<!\p{L})(?:đã|đồng ý|thống nhất|ghi nhận|theo quy định tại)(?!\p{L})/iu.test(clause.slice(0, found.end))) return null
  if (isPast(clause)) return null
  const isShare = /\d ?%/.test(clause)
  if (named === null && (isShare || !STEP.test(clause.toLowerCase()) || found.deadline.relation === 'from')) return null
  const isLast = found.start > 3
  const title = named !== null ? { start, end: start + named[0].length } : isLast ? { start, end: start + found.start } : { start: start + found.end, end }
  const draft = newDraft(path, trimmed(text, title))
  if (draft.title.end <= draft.title.start) return null
  draft.deadlineAt = named === null ? { start: start + found.start, end: start + found.end } : trimmed(text, { start: start + named[0].length, end })
  draft.deadline = { ...found.deadline, raw: text.slice(draft.deadlineAt.start, draft.deadlineAt.end), isApproximate: found.deadline.isApproximate || /dự kiến|khoảng/i.test(clause) }
  draft.evidence = { title: 'step without owner', deadlineText: 'words of time in the sentence' }
  return draft
}

/** "Năm 2019, Sở A đã triển khai …": the first step of the clause is done already. */
function isPast(clause: string): boolean {
  const step = STEP.exec(clause.toLowerCase())
  return step !== null && /(?<!\p{L})đã (?:\p{L}+ ){0,2}$/iu.test(clause.slice(0, step.index))
}
