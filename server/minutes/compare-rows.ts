import { folded, type ConclusionText, type NamedUnit, type UnitDuty } from './conclusion.ts'

export type ChangedField = 'text' | 'lead' | 'coordinating' | 'deadline'

/** The conclusion that a row of a text is already, and in what the two differ: in nothing when `changed` is empty. */
export interface Standing {
  conclusionId: string
  position: number
  revision: number
  changed: ChangedField[]
}

export interface RowComparison {
  /** For each row, in order; null for a row that is new. */
  existing: (Standing | null)[]
  /** Conclusions of which the text says nothing any more. */
  missingIds: string[]
}

/** Share of common words from which a row and a conclusion are taken for two wordings of the same. */
const ALIKE = 0.6

type Kept = ConclusionText & { id: string; position: number; revision: number }

/** Finds the rows of a text again among the conclusions there are. Each conclusion answers to one row at most, the likest first. */
export function compareRows(rows: readonly ConclusionText[], conclusions: readonly Kept[]): RowComparison {
  const [rowWords, keptWords] = [rows.map(wordsOf), conclusions.map(wordsOf)]
  const pairs = rowWords.flatMap((words, row) => keptWords.flatMap((others, kept) => {
    const likeness = likenessOf(words, others)
    return likeness < ALIKE ? [] : [{ row, kept, likeness }]
  }))
  pairs.sort((a, b) => b.likeness - a.likeness || Math.abs(a.row - a.kept) - Math.abs(b.row - b.kept))
  const existing = rows.map((): Standing | null => null)
  const answered = new Set<number>()
  for (const { row, kept } of pairs) {
    const [found, conclusion] = [rows[row], conclusions[kept]]
    if (existing[row] !== null || answered.has(kept) || found === undefined || conclusion === undefined) continue
    answered.add(kept)
    const { id, position, revision } = conclusion
    existing[row] = { conclusionId: id, position, revision, changed: changedFields(conclusion, found) }
  }
  return { existing, missingIds: conclusions.filter((_one, index) => !answered.has(index)).map(({ id }) => id) }
}

function changedFields(before: ConclusionText, after: ConclusionText): ChangedField[] {
  const changed: ChangedField[] = []
  if (folded(before.text) !== folded(after.text)) changed.push('text')
  for (const duty of ['lead', 'coordinating'] as const) if (unitsKey(before.units, duty) !== unitsKey(after.units, duty)) changed.push(duty)
  if (before.dueOn !== after.dueOn || folded(before.deadlineText ?? '') !== folded(after.deadlineText ?? '')) changed.push('deadline')
  return changed
}

/** Whom the units are, not what they are called: a new name for the same unit is no change. */
function unitsKey(units: readonly NamedUnit[], duty: UnitDuty): string {
  const keys = units.filter((unit) => unit.duty === duty).map(({ orgUnitId, nameAsWritten }) => orgUnitId ?? folded(nameAsWritten))
  return [...new Set(keys)].sort().join('\n')
}

function wordsOf({ text }: ConclusionText): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of folded(text).match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Dice's coefficient over words: 1 for the same words, 0 for none in common. */
function likenessOf(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  let [shared, total] = [0, 0]
  for (const [word, count] of left) {
    total += count
    shared += Math.min(count, right.get(word) ?? 0)
  }
  for (const count of right.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}
