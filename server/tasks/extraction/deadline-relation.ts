import type { DeadlineRelation } from './assignment.ts'

export interface RelationBefore {
  relation: DeadlineRelation
  /** Where the words of the deadline begin. */
  at: number
}

const HOUR = '(?: \\d{1,2}\\s?(?:giờ|h|g)\\s?\\d{0,2}(?: phút)?,?)?'
const UNIT = '(?: ngày| tháng| quý| năm)?'
const FORMS: readonly [DeadlineRelation, RegExp][] = [
  ['before', new RegExp(`((?:chậm nhất |muộn nhất )?(?:là )?trước(?: thời điểm| thời hạn)?(?: hết)?${HOUR}${UNIT})\\s*$`, 'u')],
  ['from', new RegExp(`((?:kể |bắt đầu )?từ(?: đầu)?${UNIT})\\s*$`, 'u')],
  ['by', new RegExp(`((?:chậm nhất|muộn nhất|không muộn hơn|không chậm quá|không quá|hạn chót|hạn cuối)(?: là)?(?: vào| trong| đến| tới)?(?: hết| cuối)*${HOUR}${UNIT})\\s*$`, 'u')],
  ['by', new RegExp(`((?:vào |cho )?(?:đến|tới|hết)(?: thời điểm)?(?: hết| cuối)*${HOUR}${UNIT})\\s*$`, 'u')],
  ['within', new RegExp(`((?:ngay )?trong(?: khoảng| thời gian)?(?: các| hai| ba| 0?[2-9])?${UNIT})\\s*$`, 'u')],
  ['within', /((?:trong|tại) (?:kỳ họp|phiên họp)[^,;.]{0,40})\s*$/u],
  ['within', /(dự kiến(?: vào| trong)?(?: tháng| quý| năm)?)\s*$/u],
  ['by', /((?:từ )?(?:ngày )?\d{1,2}\/\d{1,2}\s?[-–]\s?)$/u],
  ['by', /((?:vào |nhân )?dịp(?: lễ)?(?: ngày)?)\s*$/u],
  ['by', new RegExp(`((?:đúng )?vào(?: các)? ngày)\\s*$`, 'u')],
  ['by', new RegExp(`(?:hoàn thành|hoàn tất|xong|thời hạn|thời gian|hạn|vào)(?: (?:thực hiện|hoàn thành|báo cáo|trình))?(?: vào| là)?\\s?:?\\s?((?<= )(?:ngày|tháng|quý|năm))?\\s*$`, 'u')],
]
const WINDOW_CHARS = 70

/** What the words before a date make of it; null when they make no deadline of it. */
export function relationBefore(text: string, index: number): RelationBefore | null {
  const from = Math.max(0, index - WINDOW_CHARS)
  const before = text.slice(from, index).toLowerCase()
  for (const [relation, form] of FORMS) {
    const found = form.exec(before)
    if (found === null || /\p{L}/u.test(before.charAt(found.index - 1))) continue
    const kept = found[1] ?? ''
    return { relation, at: kept === '' ? index : from + found.index + found[0].lastIndexOf(kept) }
  }
  return null
}
