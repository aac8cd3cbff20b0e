import type { Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { upperFirst } from '#server/kernel/upper-first.ts'

export type UnitDuty = 'lead' | 'coordinating'

export const TEXT_CHARS_MAX = 10_000
export const DEADLINE_CHARS_MAX = 500
export const UNIT_NAME_CHARS_MAX = 300
export const UNITS_MAX = 60
export const CONCLUSIONS_MAX = 500

/** A unit as a conclusion names it. `orgUnitId` is null for parties in general and for units nobody matched yet. */
export interface NamedUnit {
  duty: UnitDuty
  nameAsWritten: string
  orgUnitId: string | null
}

export interface ConclusionText {
  text: string
  deadlineText: string | null
  dueOn: Day | null
  units: readonly NamedUnit[]
}

/**
 * Parties named in general ("các sở, ngành liên quan", "UBND các xã"): they stand in the notice and get no task of
 * their own, so nobody has to match them.
 */
export function isGeneralParty(nameAsWritten: string): boolean {
  return /^(?:các|những|mọi|tất cả|toàn bộ|toàn thể|(?:UBND|HĐND|ủy ban nhân dân) các)(?:\s|$)/iu.test(nameAsWritten.normalize('NFC').trim())
}

/** The first lead unit that should get a task and was not matched to the directory; null when all are. */
export function unmatchedLead(units: readonly NamedUnit[]): NamedUnit | null {
  return units.find((unit) => unit.duty === 'lead' && unit.orgUnitId === null && !isGeneralParty(unit.nameAsWritten)) ?? null
}

/**
 * One unit may be meant by two names: a text of some years ago gives work to two predecessors of one unit of today. The
 * task goes to it once.
 *
 * @throws Refusal conclusion.unit_twice when one unit of the directory stands twice under the same name
 */
export function assertUnitsDiffer(units: readonly NamedUnit[]): void {
  const seen = new Set<string>()
  for (const { orgUnitId, nameAsWritten } of units) {
    if (orgUnitId === null) continue
    const key = `${orgUnitId} ${folded(nameAsWritten)}`
    if (seen.has(key)) throw new Refusal('conclusion.unit_twice', { name: nameAsWritten }, 422)
    seen.add(key)
  }
}

/** @throws Refusal conclusion.changed_meanwhile when the edit was made on an older state than the stored one */
export function assertRevision(stored: number, madeOn: number | undefined): void {
  if (madeOn !== undefined && madeOn !== stored) throw new Refusal('conclusion.changed_meanwhile')
}

/**
 * The paragraphs of a conclusion as they stand in the notice: its text, then who leads, who coordinates and until
 * when, each only when the text does not say it already.
 */
export function noticeParagraphs(conclusion: ConclusionText): string[] {
  const paragraphs = conclusion.text.normalize('NFC').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const addition = [dutySentence(conclusion), deadlineSentence(conclusion)].filter((sentence) => sentence !== '').join('; ')
  if (addition === '') return paragraphs.map((line, index) => (index === paragraphs.length - 1 ? closed(line) : line))
  const last = paragraphs.pop() ?? ''
  return [...paragraphs, `${closed(last)} ${closed(upperFirst(addition))}`.trim()]
}

function dutySentence({ text, units }: ConclusionText): string {
  const missing = (duty: UnitDuty) => units.filter((unit) => unit.duty === duty && !mentions(text, unit.nameAsWritten))
  const [leads, others] = [missing('lead'), missing('coordinating')].map((list) => joined(list.map((unit) => unit.nameAsWritten)))
  if (leads !== '' && others !== '') return `giao ${leads} chủ trì, phối hợp với ${others} thực hiện`
  if (leads !== '') return `giao ${leads} chủ trì thực hiện`
  return others === '' || others === undefined ? '' : `${others} phối hợp thực hiện`
}

function deadlineSentence({ text, deadlineText, dueOn }: ConclusionText): string {
  if (deadlineText !== null && deadlineText.trim() !== '') {
    return mentions(text, deadlineText) ? '' : `thời hạn: ${lowerFirst(deadlineText.trim())}`
  }
  if (dueOn === null) return ''
  const [year, month, day] = dueOn.split('-')
  const written = `${day}/${month}/${year}`
  return text.includes(written) ? '' : `hoàn thành chậm nhất ngày ${written}`
}

function mentions(text: string, words: string): boolean {
  return folded(text).includes(folded(words))
}

/** How words compare: one form of the marks, small letters, single spaces. */
export function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
}

/** "A", "A và B", "A, B và C"; names with commas inside stay apart by semicolons. */
function joined(names: readonly string[]): string {
  const separator = names.some((name) => name.includes(',')) ? '; ' : ', '
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(separator)} và ${last}`
}

function closed(sentence: string): string {
  const bare = sentence.replace(/[\s;,.]+$/u, '')
  if (bare === '') return ''
  return /[:!?…]$/u.test(bare) ? bare : `${bare}.`
}

/** Only words that open a deadline: "Trong tháng 10", never a name. */
function lowerFirst(text: string): string {
  return /^(?:Trong|Trước|Hoàn thành|Từ|Đến|Sau|Chậm nhất|Hằng|Hàng|Quý|Tháng|Năm|Ngày)(?:\s|$)/u.test(text)
    ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1) : text
}
