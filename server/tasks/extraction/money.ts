export interface FoundMoney {
  start: number
  end: number
  millionVnd: number
}

const AMOUNT = /(?<![\d.,])(\d{1,15}(?:[.,]\d{1,3}){0,5})\s?(tỷ|tỉ|triệu|nghìn|ngàn)?(?: đồng|đ(?!\p{L})| VNĐ| VND)/giu
const PER_MILLION: Readonly<Record<string, number>> = { tỷ: 1000, tỉ: 1000, triệu: 1, nghìn: 0.001, ngàn: 0.001 }

/** The first amount that names its unit. A bare number is not money. */
export function findMoney(text: string): FoundMoney | null {
  for (const found of text.matchAll(AMOUNT)) {
    const value = parseAmount(found[1] ?? '')
    if (value === null) continue
    const factor = PER_MILLION[(found[2] ?? '').toLowerCase()] ?? 0.000001
    return { start: found.index, end: found.index + found[0].length, millionVnd: round(value * factor) }
  }
  return null
}

/** Vietnamese writing of numbers: dots part thousands, the comma is decimal. */
export function parseAmount(written: string): number | null {
  const text = written.trim()
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(text)) return Number(text.replaceAll(',', ''))
  if (/^\d+(?:,\d+)?$/.test(text)) return Number(text.replace(',', '.'))
  if (/^\d+\.\d{1,2}$/.test(text)) return Number(text)
  return null
}

/** What one unit of a column is in million VND, from its heading or the table's "Đơn vị tính"; null when unsaid. */
export function unitInMillions(text: string): number | null {
  const unit = /(tỷ|tỉ|triệu|nghìn|ngàn|1\.000|1000) ?đ(?:ồng)?/i.exec(text)?.[1]?.toLowerCase()
  if (unit !== undefined) return PER_MILLION[unit] ?? 0.001
  return /đơn vị(?: tính)?\s?:\s?đồng/i.test(text) ? 0.000001 : null
}

export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
