/** A row of hand-made answers, in the field names of the samples. */
export interface AnswerRow {
  section: string
  title: string
  lead: string[]
  coordinating: string[]
  deadline_text: string | null
  due: string | null
  budget_million_vnd: number | null
}

/** How well a reader gave back the answers. Shares are between 0 and 1; an empty denominator counts as 1. */
export interface Score {
  wantedCount: number
  foundCount: number
  /** Share of the wanted assignments that were found. */
  found: number
  /** Share of the given assignments that were wanted. */
  notInvented: number
  leadF1: number
  coordinatingF1: number
  /** Share of matched rows whose due day is exactly the wanted one, absent days included. */
  dateExact: number
  budgetExact: number
  titleExact: number
  deadlineTextExact: number
  sectionExact: number
}

interface Tally { right: number; given: number; wanted: number }

/** The counts behind a score, so that several documents add up to one. */
export interface Counts {
  wanted: number
  given: number
  matched: number
  lead: Tally
  coordinating: Tally
  date: number
  budget: number
  title: number
  deadlineText: number
  section: number
}

/** Titles that share fewer of their words than this are not the same assignment. */
const TITLE_LIKENESS_MIN = 0.5

export function emptyCounts(): Counts {
  const tally = (): Tally => ({ right: 0, given: 0, wanted: 0 })
  return { wanted: 0, given: 0, matched: 0, lead: tally(), coordinating: tally(), date: 0, budget: 0, title: 0, deadlineText: 0, section: 0 }
}

export function addCounts(sum: Counts, more: Counts): Counts {
  const tallies = (one: Tally, other: Tally): Tally => ({ right: one.right + other.right, given: one.given + other.given, wanted: one.wanted + other.wanted })
  return {
    wanted: sum.wanted + more.wanted, given: sum.given + more.given, matched: sum.matched + more.matched,
    lead: tallies(sum.lead, more.lead), coordinating: tallies(sum.coordinating, more.coordinating),
    date: sum.date + more.date, budget: sum.budget + more.budget, title: sum.title + more.title,
    deadlineText: sum.deadlineText + more.deadlineText, section: sum.section + more.section,
  }
}

/** Compares a reader's rows with the answers. Agencies of rows that were missed or invented count against it. */
export function countRows(wanted: readonly AnswerRow[], given: readonly AnswerRow[]): Counts {
  const counts = { ...emptyCounts(), wanted: wanted.length, given: given.length }
  for (const row of wanted) {
    counts.lead.wanted += row.lead.length
    counts.coordinating.wanted += row.coordinating.length
  }
  for (const row of given) {
    counts.lead.given += row.lead.length
    counts.coordinating.given += row.coordinating.length
  }
  for (const [answer, row] of pairRows(wanted, given)) {
    counts.matched++
    counts.lead.right += common(answer.lead, row.lead)
    counts.coordinating.right += common(answer.coordinating, row.coordinating)
    if (answer.due === row.due) counts.date++
    if (answer.budget_million_vnd === row.budget_million_vnd) counts.budget++
    if (plain(answer.title) === plain(row.title)) counts.title++
    if (plain(answer.deadline_text ?? '') === plain(row.deadline_text ?? '')) counts.deadlineText++
    if (answer.section === row.section) counts.section++
  }
  return counts
}

export function scoreOf(counts: Counts): Score {
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
  const f1 = ({ right, given, wanted }: Tally): number => share(2 * right, given + wanted)
  return {
    wantedCount: counts.wanted, foundCount: counts.given,
    found: share(counts.matched, counts.wanted), notInvented: share(counts.matched, counts.given),
    leadF1: f1(counts.lead), coordinatingF1: f1(counts.coordinating),
    dateExact: share(counts.date, counts.matched), budgetExact: share(counts.budget, counts.matched),
    titleExact: share(counts.title, counts.matched), deadlineTextExact: share(counts.deadlineText, counts.matched),
    sectionExact: share(counts.section, counts.matched),
  }
}

/** Pairs rows one to one, likest first. */
export function pairRows(wanted: readonly AnswerRow[], given: readonly AnswerRow[]): [AnswerRow, AnswerRow][] {
  const candidates: { answer: number; row: number; likeness: number }[] = []
  const words = given.map((row) => wordsOf(row.title))
  for (const [answer, { title, section, lead }] of wanted.entries()) {
    const own = wordsOf(title)
    for (const [row, other] of given.entries()) {
      const likeness = likenessOf(own, words[row] ?? new Map())
      // Among equal titles the same section, then the same lead, then the same place in the text decides.
      const isNear = 1 - Math.abs(answer / wanted.length - row / given.length)
      const bonus = (section === other.section ? 0.3 : 0) + (lead.join() === other.lead.join() ? 0.1 : 0) + isNear * 0.05
      if (likeness >= TITLE_LIKENESS_MIN) candidates.push({ answer, row, likeness: likeness + bonus })
    }
  }
  candidates.sort((one, other) => other.likeness - one.likeness || one.answer - other.answer || one.row - other.row)
  const answers = new Set<number>()
  const rows = new Set<number>()
  const pairs: [AnswerRow, AnswerRow][] = []
  for (const { answer, row } of candidates) {
    const [one, other] = [wanted[answer], given[row]]
    if (one === undefined || other === undefined || answers.has(answer) || rows.has(row)) continue
    answers.add(answer)
    rows.add(row)
    pairs.push([one, other])
  }
  return pairs
}

function plain(written: string): string {
  return written.normalize('NFC').toLowerCase().replace(/[–—−]/g, '-').replace(/\s+/g, ' ').replace(/^[\s.,;:]+|[\s.,;:]+$/g, '')
}

function wordsOf(title: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const word of plain(title).match(/[\p{L}\p{N}]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

/** Dice's coefficient over the bags of words. */
function likenessOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const size = (bag: ReadonlyMap<string, number>): number => [...bag.values()].reduce((sum, count) => sum + count, 0)
  let shared = 0
  for (const [word, count] of one) shared += Math.min(count, other.get(word) ?? 0)
  const whole = size(one) + size(other)
  return whole === 0 ? 1 : (2 * shared) / whole
}

function common(wanted: readonly string[], given: readonly string[]): number {
  const left = given.map(plain)
  let shared = 0
  for (const name of wanted.map(plain)) {
    const at = left.indexOf(name)
    if (at === -1) continue
    left.splice(at, 1)
    shared++
  }
  return shared
}
