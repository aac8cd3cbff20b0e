import { labelField, type LabelField } from './label.ts'
import { unitInMillions } from './money.ts'

export type ColumnField = LabelField | 'number' | 'title'

/** A column of a table, as its heading names it. */
export interface Column {
  field: ColumnField
  heading: string
  /** "Tổng số" among several columns of money. */
  isTotal: boolean
  /** What one unit of the column is in million VND; null when its heading does not say. */
  unit: number | null
}

const TITLE = /^(?:tên|nội dung|nhiệm vụ|danh mục|các nhiệm vụ|dự án|hạng mục|công việc|hoạt động|đề án|chương trình|văn bản|mục tiêu, nhiệm vụ|giải pháp|đầu việc|tiêu chí|chỉ tiêu|các nội dung|hệ thống|sản phẩm, dịch vụ)/iu
const SOURCES = /^(?:tổng|cộng|ngân sách|ns|nsnn|nstw|nsđp|nst|xã hội|xhh|nguồn|vốn|năm (?:19|20)\d\d|(?:19|20)\d\d|khác|trung ương|tw|địa phương|đp|tỉnh|huyện|xã|đầu tư|sự nghiệp|doanh nghiệp|đtpt|hợp pháp)/iu

/** The column that a heading names. */
export function columnOf(heading: string): Column {
  // Marks of footnotes are no part of a heading.
  const text = heading.replace(/\[\d{1,2}\]/g, '').replace(/\s+/g, ' ').trim()
  const field = labelField(text.replace(/^[-–(]\s?/, '').replace(/[:.]$/, ''))
  const isNumber = /^(?:s?tt|số tt|số thứ tự|t\.t|no\.?)$/iu.test(text)
  const isTitle = field === 'content' || (field === null && TITLE.test(text))
  return { field: isNumber ? 'number' : isTitle ? 'title' : (field ?? 'other'), heading: text, isTotal: /^(?:tổng|cộng)/iu.test(text), unit: unitInMillions(text) }
}

/** "STT, Dữ liệu tích hợp, Đơn vị chủ trì": whatever its heading, the column behind the number holds the titles. */
function withTitle(columns: Column[]): Column[] {
  if (columns.some((column) => column.field === 'title')) return columns
  const at = columns.findIndex((column) => column.field === 'number') + 1
  const candidate = columns[at]
  if (candidate?.field !== 'other' || !/\p{L}{2}/u.test(candidate.heading) || labelField(candidate.heading) !== null) return columns
  return columns.map((column, index) => (index === at ? { ...column, field: 'title' as const } : column))
}

/** Beside a column of money: "Xã hội hóa", "Nguồn khác" hold what others pay. */
function withOtherMoney(columns: Column[]): Column[] {
  const money = columns.find((column) => column.field === 'budget')
  // "Tổng số, Năm 2026, Năm 2027": amounts by year under a heading that was lost; without a unit they stay unread.
  const years = columns.filter((column) => column.field === 'other' && YEAR.test(column.heading))
  if (money === undefined && years.length > 1) return columns.map((column) => (column.field === 'other' && (YEAR.test(column.heading) || TOTALS.test(column.heading)) ? { ...column, field: 'budget' as const } : column))
  if (money === undefined) return columns
  return columns.map((column) => (column.field === 'other' && OTHER_MONEY.test(column.heading) ? { ...column, field: 'budget' as const, unit: column.unit ?? money.unit } : column))
}

const YEAR = /^(?:năm )?(?:19|20)\d\d$/iu
const TOTALS = /^(?:tổng|cộng|tổng số|tổng cộng)$/iu
const OTHER_MONEY = /^(?:xã hội h[óo]a|xã hội hoá|xhh|(?:các )?nguồn (?:vốn |kinh phí )?(?:khác|xã hội h[óo]a|hợp pháp khác)|vốn khác|doanh nghiệp (?:đóng góp|tài trợ))(?: \([^)]{1,30}\))?$/iu

/** The columns under a header, null when the cells are no header. */
export function headerOf(cells: readonly string[]): Column[] | null {
  const columns = withTitle(withOtherMoney(cells.map(columnOf)))
  const count = (...fields: ColumnField[]): number => columns.filter((column) => fields.includes(column.field)).length
  const hasTitle = count('title') > 0
  const isHeader = count('lead', 'coordinating') > 0 && count('lead', 'coordinating', 'deadline', 'budget') >= (hasTitle ? 1 : 2) && count('lead', 'coordinating', 'deadline', 'budget', 'number', 'title') >= 2
  if (!isHeader && !(hasTitle && count('deadline') > 0 && count('budget', 'number') > 0)) return null
  if (cells.some((cell) => cell.length > 90)) return null
  // Only the first column of content is the title: "Nội dung", then "Sản phẩm, nội dung đầu ra".
  let hasSeen = false
  return columns.map((column) => {
    if (column.field !== 'title') return column
    const isFirst = !hasSeen
    hasSeen = true
    return isFirst ? column : { ...column, field: 'other' as const }
  })
}

/** A second line of a header parts a column of money: "Ngân sách", "Xã hội hóa". Null when `cells` are no such line. */
export function withSources(columns: readonly Column[], cells: readonly string[]): Column[] | null {
  const named = cells.filter((cell) => cell !== '')
  const isSources = named.length > 0 && named.every((cell) => cell.length < 48 && (SOURCES.test(cell) || columnOf(cell).field === 'budget'))
  if (!isSources) return null
  const money = columns.findIndex((column) => column.field === 'budget')
  if (money === -1) return null
  const unit = columns[money]?.unit ?? null
  const source = (heading: string): Column => ({ field: 'budget', heading, isTotal: /^(?:tổng|cộng)/iu.test(heading), unit: unitInMillions(heading) ?? unit })
  // Cells in their own places, or alone because the merged cells before them were lost.
  const isAligned = cells.slice(0, money).every((cell) => cell === '') && cells.length > named.length
  if (!isAligned) return [...columns.slice(0, money), ...named.map(source), ...columns.slice(money + 1).filter((column) => column.heading !== '')]
  return Array.from({ length: Math.max(columns.length, cells.length) }, (_, index) => {
    const cell = cells[index] ?? ''
    return cell === '' ? (columns[index] ?? columnOf('')) : source(cell)
  })
}

/** "(1) (2) (3)" under a header. */
export function isColumnNumbers(cells: readonly string[]): boolean {
  const named = cells.filter((cell) => cell !== '')
  return named.length > 2 && named.every((cell, index) => new RegExp(`^[(\\[]?(?:${index + 1}|[A-Z])(?:\\s?=.*)?[)\\]]?$`).test(cell))
}
