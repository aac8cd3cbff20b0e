import type { Day } from '#server/kernel/days.ts'

export type OrgUnitKind =
  | 'province' | 'office' | 'department' | 'public_unit' | 'commune' | 'council' | 'party_body' | 'enterprise' | 'central_vertical'

/** First and last day in force, both included. */
export interface Period {
  validFrom: Day
  validTo: Day | null
}

export function isInForceOn({ validFrom, validTo }: Period, day: Day): boolean {
  return validFrom <= day && (validTo === null || day <= validTo)
}

/** An organisation identifier without its shape: groups from the root (`H41`) to the leaf. */
export interface OrgCode {
  readonly groups: readonly string[]
}

/** Decision 20/2020/QĐ-TTg: at most 35 characters out of `.`, 0–9, A–Z. */
const ORG_CODE_CHARS_MAX = 35
/** G## central bodies, H## provinces; an enterprise uses its business number of ten digits. */
const ROOT = /^(?:[A-Z]\d{2}|\d{10})$/
const GROUP = /^[0-9A-Z]{2,4}$/
/** Widths of the groups under the root in the shape of QCVN 102:2016, root's side first. */
const QCVN_WIDTHS = [2, 2, 3]

/**
 * Reads either shape, upper or lower case: `000.00.00.H41` and `28.22.H17` (QCVN 102:2016, leaf first) or `H41.02`
 * (Decision 20/2020, root first). Null when it is neither.
 */
export function parseOrgCode(text: string): OrgCode | null {
  const written = text.trim().toUpperCase()
  if (written.length > ORG_CODE_CHARS_MAX) return null
  const parts = written.split('.')
  if (!ROOT.test(parts[0] ?? '')) parts.reverse()
  const [root, ...rest] = parts
  if (root === undefined || !ROOT.test(root) || !rest.every((group) => GROUP.test(group))) return null
  // Groups of zeros at the leaf's end only fill the QCVN shape up.
  while (/^0+$/.test(rest.at(-1) ?? '')) rest.pop()
  return { groups: [root, ...rest] }
}

/** `H41.02`, the shape of Decision 20/2020. */
export function formatDecisionCode(code: OrgCode): string {
  return code.groups.join('.')
}

/** `000.00.02.H41`, the shape of QCVN 102:2016. Null when the code is too deep, or its groups too wide, for that shape. */
export function formatQcvnCode(code: OrgCode): string | null {
  const [root, ...rest] = code.groups
  if (root === undefined || /^\d/.test(root) || rest.length > QCVN_WIDTHS.length) return null
  if (rest.some((group, depth) => group.length !== QCVN_WIDTHS[depth])) return null
  const filled = QCVN_WIDTHS.map((width, depth) => rest[depth] ?? '0'.repeat(width))
  return [root, ...filled].reverse().join('.')
}

export interface Succeeded {
  validTo: Day | null
  /** Direct successors. */
  successorIds: readonly string[]
}

/**
 * Who carries on the work of `unitId` on `day`: its successors, their successors and so on, as far as the units in
 * force. Empty when nobody does. Data that runs in a circle ends where it began.
 */
export function currentSuccessors(unitId: string, units: ReadonlyMap<string, Succeeded>, day: Day): string[] {
  const found = new Set<string>()
  const seen = new Set([unitId])
  const waiting = [...(units.get(unitId)?.successorIds ?? [])]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const unit = units.get(id)
    if (unit === undefined || seen.has(id)) continue
    seen.add(id)
    if (unit.validTo === null || day <= unit.validTo) found.add(id)
    else waiting.push(...unit.successorIds)
  }
  return [...found]
}
