import type { Day } from '#server/kernel/days.ts'

/** Thông báo. Codes keep their case: QyĐ, CTr, TTr. Source: Decree 30/2020/NĐ-CP, annex III. */
export const NOTICE_TYPE = 'TB'

export interface Notation {
  number: number
  typeCode: string
  orgSymbol: string
}

/** `12/TB-UBND`, `05/TB-UBND`: numbers below ten are padded. */
export function formatNotation({ number, typeCode, orgSymbol }: Notation): string {
  return `${String(number).padStart(2, '0')}/${typeCode}-${orgSymbol}`
}

/** Reads `<number>/<type>-<body>`; people write "694 /KH-UBND" too. Null when it is no such thing. */
export function parseNotation(text: string): Notation | null {
  const found = /^\s*(\d{1,6})\s*\/\s*(\p{L}{1,5})\s*-\s*(\p{Lu}[\p{L}&]*(?:-\p{Lu}[\p{L}&]*)*)\s*$/u.exec(text.normalize('NFC'))
  const [, digits, typeCode, orgSymbol] = found ?? []
  if (digits === undefined || typeCode === undefined || orgSymbol === undefined || Number(digits) === 0) return null
  return { number: Number(digits), typeCode, orgSymbol }
}

/** Numbers begin again at 1 with the year of the office's own calendar. */
export function registerYear(day: Day): number {
  return Number(day.slice(0, 4))
}
