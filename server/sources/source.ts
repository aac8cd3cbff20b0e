import type { Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** What a task writes as its origin when a document without a meeting gave it. */
export const SOURCE_ORIGIN = 'document'

export const NOTATION_CHARS_MAX = 100
export const TITLE_CHARS_MAX = 500

export interface SourceHeading {
  notation: string
  issuedOn: Day
  title: string
}

/** Where a task comes from, in words for people: "Văn bản số 45/KH-UBND ngày 05/11/2026: Kế hoạch …". */
export function originLabel({ notation, issuedOn, title }: SourceHeading): string {
  const [year, month, day] = issuedOn.split('-')
  return `Văn bản số ${notation} ngày ${day}/${month}/${year}: ${title}`
}

/** A date field takes `0026` for 2026 without a word. @throws Refusal source.date_wrong before 2000 and after today */
export function assertIssuedOn(issuedOn: Day, today: Day): void {
  if (issuedOn < '2000-01-01' || issuedOn > today) throw new Refusal('source.date_wrong', {}, 422)
}
