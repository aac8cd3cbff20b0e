import type { FoundDeadline } from './find-deadline.ts'
import { parseDeadline } from './deadline.ts'

const EVERY = '(?:hằng|hàng|mỗi)'
const AND = `(?:(?:,| và|,? ${EVERY}) (?:${EVERY} )?(?:quý|năm|6 tháng))*`
const PERIODIC = new RegExp(
  `(?<!\\p{L})(?:theo )?định kỳ(?: (?:hoặc|và) đột xuất)?(?: (?:vào|trước))?(?: ngày \\d{1,2}(?:/\\d{1,2})?(?: tháng \\d{1,2})?)?(?: (?:của )?${EVERY} (?:ngày|tuần|tháng|quý|năm)| \\(?(?:0?6 tháng|tháng|quý|năm|tuần)\\)?(?!\\p{L}))?${AND}`, 'iu')
const ON_DAY = new RegExp(`(?<!\\p{L})(?:trước |vào |chậm nhất (?:là )?)?ngày \\d{1,2}(?:/\\d{1,2}| tháng \\d{1,2})?(?:(?:,| và)(?: ngày)? \\d{1,2}(?:/\\d{1,2}| tháng \\d{1,2}))* (?:(?:của )?${EVERY} (?:tháng|quý|năm)|(?:của )?tháng cuối (?:của )?(?:mỗi |hằng |hàng )?quý|(?:của )?(?:tháng|quý) (?:sau|kế tiếp|tiếp theo|liền kề))`, 'iu')
const BARE = new RegExp(`(?<!\\p{L})${EVERY} (?:tháng|quý|năm|tuần|ngày)${AND}`, 'iu')
const WORK_BEFORE = /(?:^|[,;:(]|báo cáo|kiểm tra|tổng hợp|đánh giá|sơ kết|cập nhật|tổ chức|thực hiện|rà soát)\s*$/iu

/** Finds "định kỳ hằng quý", "trước ngày 20 của tháng cuối quý", "Hằng năm, …"; "dự toán hằng năm" is a noun and none. */
export function findRecurrence(text: string): FoundDeadline | null {
  const found = ON_DAY.exec(text)
  const periodic = PERIODIC.exec(text)
  const isWhole = periodic !== null && found !== null && periodic.index <= found.index && periodic.index + periodic[0].length >= found.index + found[0].length
  const certain = isWhole ? periodic : found ?? (periodic !== null && isAdverb(text, periodic) ? periodic : null)
  if (certain !== null) return at(certain)
  const bare = BARE.exec(text)
  if (bare === null) return null
  const after = text.slice(bare.index + bare[0].length, bare.index + bare[0].length + 20)
  const isAtWork = WORK_BEFORE.test(text.slice(Math.max(0, bare.index - 16), bare.index))
  return isAtWork || /^\s*(?:,? (?:báo cáo|tổng hợp|rà soát|tham mưu|xây dựng))/iu.test(after) ? at(bare) : null
}

/** "đánh giá định kỳ quá trình", "cập nhật dữ liệu định kỳ": an attribute; standing first, or with its period, it says when. */
function isAdverb(text: string, found: RegExpExecArray): boolean {
  return found[0].trim().length > 'theo định kỳ'.length || /(?:^|[,;:(]|và)\s*$/iu.test(text.slice(0, found.index).slice(-8)) || /^ (?:báo cáo|tổng hợp|đánh giá|kiểm tra|rà soát|tổ chức|sơ kết)/iu.test(text.slice(found.index + found[0].length))
}

function at(found: RegExpExecArray): FoundDeadline {
  return { start: found.index, end: found.index + found[0].length, deadline: parseDeadline(found[0]) }
}
