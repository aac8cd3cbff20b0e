import type { PdfDocument } from '../pdf/document.ts'
import type { PdfValue } from '../pdf/objects.ts'
import { VALUE_UNITS } from '../pdf/work-budget.ts'
import type { AppendedObject } from './read-revisions.ts'

/**
 * Who refers to which object in what can be reached from the catalog; kept up to date revision by revision, so
 * that the whole document is walked once and not once for every signature.
 */
export class ReferenceCounts {
  private readonly outgoing = new Map<number, number[]>()
  private readonly counts = new Map<number, number>()

  constructor(document: PdfDocument) {
    const waiting: PdfValue[] = [document.catalogRef, document.trailer.entries.get('Info') ?? null]
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      for (const { number, generation } of referencesIn(value)) {
        if (this.outgoing.has(number)) continue
        document.budget.spend(VALUE_UNITS)
        const target = document.object({ kind: 'ref', number, generation })?.value ?? null
        this.set(number, target)
        waiting.push(target)
      }
    }
  }

  /** How many references lead to the object. */
  to(number: number): number {
    return this.counts.get(number) ?? 0
  }

  apply(objects: Iterable<AppendedObject>): void {
    for (const { number, value } of objects) this.set(number, value)
  }

  private set(number: number, value: PdfValue): void {
    for (const old of this.outgoing.get(number) ?? []) this.counts.set(old, this.to(old) - 1)
    const targets = referencesIn(value).map((reference) => reference.number)
    for (const target of targets) this.counts.set(target, this.to(target) + 1)
    this.outgoing.set(number, targets)
  }
}

export interface Reference { kind: 'ref'; number: number; generation: number }

export function referencesIn(value: PdfValue): Reference[] {
  const found: Reference[] = []
  const waiting: PdfValue[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === null || typeof next !== 'object') continue
    if (next.kind === 'ref') found.push(next)
    else if (next.kind === 'array') for (const item of next.items) waiting.push(item)
    else if (next.kind === 'dict') for (const item of next.entries.values()) waiting.push(item)
    else if (next.kind === 'stream') waiting.push(next.dict)
  }
  return found
}
