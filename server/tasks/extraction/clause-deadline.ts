import type { Span } from './assignment.ts'
import { type Draft, trimmed } from './draft.ts'
import { findDeadline, type FoundDeadline } from './find-deadline.ts'

interface Places {
  /** Words before the subject, when there are any. */
  prefix: Span | null
  /** Words between the subject and the title: "trong tháng 5/2024 chủ trì …". */
  between: Span
  /** End of the clause. */
  end: number
}

/** Finds the deadline of a duty and cuts it from the end or the beginning of the title. */
export function readDeadline(text: string, draft: Draft, { prefix, between, end }: Places): void {
  const { start } = draft.title
  const after = findDeadline(text.slice(start, end))
  const before = prefix === null ? null : findDeadline(text.slice(prefix.start, prefix.end))
  const inside = between.end > between.start ? findDeadline(text.slice(between.start, between.end)) : null
  const isAfter = after !== null && (before === null || rank(after) >= rank(before)) && (inside === null || rank(after) >= rank(inside))
  if (isAfter) return takeFromTitle(text, draft, after, end)
  if (inside !== null && (before === null || rank(inside) >= rank(before))) {
    draft.deadline = inside.deadline
    draft.deadlineAt = { start: between.start + inside.start, end: between.start + inside.end }
    draft.evidence.deadlineText = 'words of time after the subject'
  } else if (before !== null && prefix !== null) {
    const whole = trimmed(text, prefix)
    const isOnlyTime = before.start < 3
    draft.deadline = before.deadline
    draft.deadlineAt = isOnlyTime && before.deadline.due === null ? whole : { start: prefix.start + before.start, end: prefix.start + before.end }
    draft.evidence.deadlineText = 'words of time before the subject'
  }
}

/** A day counts more than an event, an event more than a recurrence. */
function rank({ deadline }: FoundDeadline): number {
  if (deadline.due !== null) return 3
  return deadline.relation === 'recurring' ? 1 : 2
}

const COMPLETION = /[\s,;.(–-]*(?:(?:và )?(?:phải |cần |bảo đảm |đảm bảo |phấn đấu |dự kiến )?(?:thời (?:gian|hạn)(?: (?:thực hiện|hoàn thành|báo cáo|trình))*(?: là)?\s?:?|hoàn thành|hoàn tất|thực hiện xong|xong|tổ chức vào|vào)?)?[\s,;:(]*$/iu

function takeFromTitle(text: string, draft: Draft, found: FoundDeadline, end: number): void {
  const { start } = draft.title
  const at = { start: start + found.start, end: start + found.end }
  draft.deadline = found.deadline
  draft.deadlineAt = at
  draft.evidence.deadlineText = 'words of time in the sentence'
  // A deadline at the end is cut from the title, one at its head too; one in the middle stays, or the title would not read.
  const rest = trimmed(text, { start: at.end, end })
  if (rest.start >= rest.end || /^\)?[\s.,;/)]*$/.test(text.slice(at.end, end))) {
    const head = text.slice(start, at.start)
    const cut = head.replace(COMPLETION, '')
    if (cut.trim().length > 0) draft.title = trimmed(text, { start, end: start + cut.length })
  } else if (found.start < 2) {
    draft.title = trimmed(text, { start: at.end, end: draft.title.end })
  }
}
