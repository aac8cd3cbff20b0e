import type { ExtractedAssignment, ExtractionWarning, Span } from './assignment.ts'
import type { Draft } from './draft.ts'
import { findMoney } from './money.ts'
import type { OutlineNode } from './outline.ts'
import type { ReadText } from './read-text.ts'
import type { TableSummary } from './table.ts'

interface Readings {
  read: ReadText
  nodes: readonly OutlineNode[]
  /** In the order of `rows`. */
  drafts: readonly Draft[]
  rows: readonly ExtractedAssignment[]
  tables: readonly TableSummary[]
}

/** Rounding in thousands of a million is no contradiction. */
const TOLERANCE_MILLION = 0.5
const TITLE_LIKENESS_MIN = 0.6
const COMPARISONS_MAX = 200_000

/** Everything the text says twice and differently, or cites and lacks. Nothing is repaired. */
export function checkConsistency(readings: Readings): ExtractionWarning[] {
  return [...totals(readings), ...leads(readings), ...annexes(readings), ...articles(readings), ...years(readings)]
}

function totals({ read, nodes, rows, drafts, tables }: Readings): ExtractionWarning[] {
  const warnings: ExtractionWarning[] = []
  const at = (span: Span): Span => read.toSource(span.start, span.end)
  const annexTotals: number[] = []
  const indexOf = new Map(drafts.map((draft, index) => [draft, index]))
  for (const table of tables) {
    const added = round(table.drafts.reduce((sum, draft) => sum + (draft.budgetMillionVnd ?? 0), 0))
    const { stated } = table
    if (stated !== null && added > 0 && Math.abs(stated.millionVnd - added) > TOLERANCE_MILLION) {
      warnings.push({ code: 'annex_total_differs', stated: stated.millionVnd, added, spans: [at(stated)] })
    }
    const total = stated?.millionVnd ?? added
    if (total > 0) annexTotals.push(total)
    const first = table.drafts[0]
    if (table.hasBudgetWithoutUnit && first !== undefined) {
      const row = rows[indexOf.get(first) ?? -1]
      warnings.push({ code: 'unit_of_money_unstated', section: row?.section ?? '', spans: [at(first.title)] })
    }
  }
  const stated = statedTotal(nodes)
  const annex = round(annexTotals.reduce((sum, total) => sum + total, 0))
  const isNamed = stated !== null && [annex, ...annexTotals].some((total) => Math.abs(total - stated.millionVnd) <= TOLERANCE_MILLION)
  if (stated !== null && annex > 0 && !isNamed) warnings.push({ code: 'stated_total_differs', stated: stated.millionVnd, annex, spans: [at(stated)] })
  return warnings
}

/** "Tổng kinh phí thực hiện Kế hoạch: 52.100 triệu đồng" in the body. */
function statedTotal(nodes: readonly OutlineNode[]): (Span & { millionVnd: number }) | null {
  for (const node of nodes) {
    if (node.kind === 'row' || node.kind === 'cell') continue
    const found = /(?:tổng (?:nhu cầu )?(?:kinh phí|dự toán|mức đầu tư|vốn)|kinh phí thực hiện (?:kế hoạch|đề án|chương trình))/iu.exec(node.text)
    const money = found === null ? null : findMoney(node.text.slice(found.index))
    if (found !== null && money !== null && money.start < 160) return { start: node.start + found.index + money.start, end: node.start + found.index + money.end, millionVnd: money.millionVnd }
  }
  return null
}

function leads({ rows, drafts, tables }: Readings): ExtractionWarning[] {
  const warnings: ExtractionWarning[] = []
  const indexOf = new Map(drafts.map((draft, index) => [draft, index]))
  const isOfTable = new Set(tables.flatMap((table) => table.drafts))
  const named = rows.filter((row, index) => row.lead.length > 0 && !isOfTable.has(drafts[index] as Draft)).map((row) => ({ row, words: wordsOf(row.title) }))
  let comparisons = 0
  for (const table of tables) {
    const lost = new Set(table.lost)
    for (const draft of table.hasLeadColumn ? table.drafts : []) {
      const row = rows[indexOf.get(draft) ?? -1]
      if (row === undefined || row.lead.length > 0) continue
      const words = wordsOf(row.title)
      // Every row beside every other would cost the square of their number.
      comparisons += named.length
      const likest = comparisons > COMPARISONS_MAX ? [] : named.filter((other) => likeness(words, other.words) >= TITLE_LIKENESS_MIN)
      const spans = row.spans.title ?? []
      if (lost.has(draft)) warnings.push({ code: 'row_without_cells', section: row.section, title: row.title, spans })
      if (likest.length > 0 || !lost.has(draft)) {
        warnings.push({ code: 'lead_missing_in_table', section: row.section, title: row.title, candidates: [...new Set(likest.flatMap((other) => other.row.lead))], spans })
      }
    }
  }
  return warnings
}

function annexes({ read, nodes }: Readings): ExtractionWarning[] {
  const headings = new Set<string>()
  const cited = new Map<string, Span>()
  let hasUnnumbered = false
  for (const node of nodes) {
    const heading = /^(?:PHỤ LỤC|Phụ lục)(?: số)?\s?([IVX]{1,5}|\d{1,2})?(?![\p{L}\d])/u.exec(node.text)
    if (heading !== null && node.text.length < 160 && node.parent === null) {
      if (heading[1] === undefined) hasUnnumbered = true
      else headings.add(heading[1])
      continue
    }
    for (const found of node.text.slice(0, 6000).matchAll(/phụ lục (?:số )?([IVX]{1,5}|\d{1,2})(?![\p{L}\d/])/giu)) {
      // An annex of another document is not ours to have.
      const rest = node.text.slice(found.index + found[0].length, found.index + found[0].length + 60)
      if (found[1] === undefined || /^[^.;]{0,12}(?:ban hành kèm theo|kèm theo|của) (?:Nghị định|Thông tư|Quyết định số|Nghị quyết|Luật)/u.test(rest)) continue
      const annex = found[1].toUpperCase()
      if (!cited.has(annex)) cited.set(annex, { start: node.start + found.index, end: node.start + found.index + found[0].length })
    }
  }
  return [...cited].filter(([annex]) => !headings.has(annex) && !(hasUnnumbered && headings.size === 0 && cited.size === 1 && ['I', '1'].includes(annex)))
    .map(([annex, span]) => ({ code: 'annex_missing', annex, spans: [read.toSource(span.start, span.end)] }))
}

function articles({ read, nodes }: Readings): ExtractionWarning[] {
  const warnings: ExtractionWarning[] = []
  let last = 0
  for (const node of nodes) {
    const number = node.kind === 'article' ? Number(/\d+/.exec(node.path)?.[0] ?? 0) : 0
    if (number === 0) continue
    if (last > 0 && number === last + 2) warnings.push({ code: 'article_missing', article: `Điều ${last + 1}`, spans: [read.toSource(node.start, node.end)] })
    last = number
  }
  return warnings
}

function years({ rows }: Readings): ExtractionWarning[] {
  return rows.flatMap((row): ExtractionWarning[] => {
    const { deadline } = row
    const isOpen = deadline !== null && deadline.due === null && ['day', 'month', 'quarter'].includes(deadline.precision) && deadline.start === null
    return isOpen ? [{ code: 'deadline_without_year', section: row.section, deadlineText: row.deadlineText ?? '', spans: row.spans.deadlineText ?? [] }] : []
  })
}

function wordsOf(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** The share of the shorter title's words that the other one has. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  return shared / Math.max(1, Math.max(one.size, other.size) * 0.7)
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
