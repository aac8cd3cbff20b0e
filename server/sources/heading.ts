import type { Day } from '#server/kernel/days.ts'
import { TITLE_CHARS_MAX } from './source.ts'

/** The heading of a document stands on its first page. */
const HEADING_CHARS = 6_000
const TITLE_LINES_MAX = 8

const KINDS = ['KẾ HOẠCH', 'QUYẾT ĐỊNH', 'CHỈ THỊ', 'CHƯƠNG TRÌNH', 'THÔNG BÁO', 'CÔNG ĐIỆN', 'NGHỊ QUYẾT', 'ĐỀ ÁN', 'PHƯƠNG ÁN', 'HƯỚNG DẪN', 'KẾT LUẬN']
const KIND_LINE = new RegExp(`^(${KINDS.join('|')})(?:\\s|$)`)
/** What stands in no title: the grounds, the first heading, who decides, a rule drawn with signs. */
const BODY_LINE = /^(?:Căn cứ|Kính gửi|[IVX]+[.)]|\d+[.)]|Phần |Điều |ỦY BAN|UỶ BAN|CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|[-_*–—]{2,})/
/** How a body begins; a title may begin so, too, but does not go on so. */
const OPENING_LINE = /^(?:Thực hiện|Thi hành|Triển khai|Nhằm|Để |Theo |Ngày |Sáng ngày|Chiều ngày|Trong )/

/**
 * Number, date and title that a document gives itself by the form of Decree 30/2020/NĐ-CP, for a person to look at;
 * null where the text does not say. Reads the first page only.
 */
export function readHeading(text: string): { notation: string | null; issuedOn: Day | null; title: string | null } {
  const head = text.slice(0, HEADING_CHARS).normalize('NFC')
  const lines = head.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim())
  return { notation: notationOf(lines), issuedOn: dateOf(lines), title: titleOf(lines) }
}

function notationOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const [, notation] = /^Số\s*:?\s*(\d+\s*\/\s*[\p{Lu}\d][\p{Lu}\d\-–/]*)/u.exec(line) ?? []
    if (notation !== undefined) return notation.replace(/\s/g, '')
  }
  return null
}

/** The line of place and date: "Hồng Lam, ngày 05 tháng 11 năm 2026". */
function dateOf(lines: readonly string[]): Day | null {
  for (const line of lines) {
    const [, day = '', month = '', year = ''] = /,\s*ngày (\d{1,2}) tháng (\d{1,2}) năm (20\d\d)$/u.exec(line) ?? []
    const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const at = new Date(`${written}T00:00:00Z`)
    // 31 tháng 2 is no day, and Date would take it for one in March.
    if (year !== '' && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written)) return written
  }
  return null
}

function titleOf(lines: readonly string[]): string | null {
  const start = lines.findIndex((line) => KIND_LINE.test(line))
  if (start === -1) return subjectOf(lines)
  const words = [lines[start] ?? '']
  for (const line of lines.slice(start + 1, start + 1 + TITLE_LINES_MAX)) {
    // A blank line before the first words of the title is only air.
    if (line === '' && words.length === 1) continue
    if (line === '' || BODY_LINE.test(line) || (words.length > 1 && OPENING_LINE.test(line))) break
    words.push(line)
  }
  const [kind = '', ...rest] = words
  return `${kind.charAt(0)}${kind.slice(1).toLocaleLowerCase('vi')} ${rest.join(' ')}`.trim().slice(0, TITLE_CHARS_MAX)
}

/** An official letter (công văn) has no kind in its heading, but "V/v …". */
function subjectOf(lines: readonly string[]): string | null {
  const line = lines.find((one) => /^V\/v\s/i.test(one))
  return line === undefined ? null : line.replace(/\s+[\p{L}\s]+, ngày .*$/u, '').slice(0, TITLE_CHARS_MAX)
}
