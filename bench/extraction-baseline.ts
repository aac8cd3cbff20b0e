import { strict } from 'chrono-node/vi'
import type { AnswerRow } from './extraction-score.ts'

const AGENCY = /(?:Sở|Bộ|UBND|Văn phòng|Công an|Ban|Cục|Các sở)\s[^,;.:()]{2,60}/gu

/**
 * What an evening of regular expressions gives: lines that say "chủ trì" or "phối hợp", the agencies
 * before and after those words, dates by chrono-node's Vietnamese locale. It marks the level that the
 * grammar has to beat.
 */
export function readByPatterns(text: string): AnswerRow[] {
  const rows: AnswerRow[] = []
  for (const line of text.normalize('NFC').split(/\r?\n/)) {
    const chair = /^(.*?)chủ trì,?\s*(?:phối hợp(?: với)? (.*?)(?=\s(?:xây dựng|tham mưu|triển khai|tổ chức|rà soát|thực hiện)|[.;]|$))?(.*)$/iu.exec(line)
    if (chair === null) continue
    const [date] = strict.parse(line)
    rows.push({
      section: /^\s*([IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]/u.exec(line)?.[1] ?? '',
      title: (chair[3] ?? '').trim(),
      lead: (chair[1]?.match(AGENCY) ?? []).map((name) => name.trim()),
      coordinating: (chair[2]?.split(/,|;| và /u) ?? []).map((name) => name.trim()).filter((name) => name !== ''),
      deadline_text: date?.text ?? null,
      due: date === undefined ? null : dayOf(date.start.date()),
      budget_million_vnd: amountOf(line),
    })
  }
  return rows
}

function dayOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

function amountOf(line: string): number | null {
  const money = /([\d.]+(?:,\d+)?) (tỷ|triệu) đồng/u.exec(line)
  if (money?.[1] === undefined) return null
  return Number(money[1].replaceAll('.', '').replace(',', '.')) * (money[2] === 'tỷ' ? 1000 : 1)
}
