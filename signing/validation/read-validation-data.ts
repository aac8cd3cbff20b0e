import type { PdfDocument } from '../pdf/document.ts'
import { as } from '../pdf/objects.ts'
import { decodeStructuralStream } from '../pdf/stream-data.ts'
import { attempt, isFinding } from './attempt.ts'
import { itemsOf } from './comparison.ts'

/** What a document keeps to be judged later: certificates and revocation data as DER. */
export interface ValidationData { certificates: Uint8Array[]; ocsps: Uint8Array[]; crls: Uint8Array[] }

const ITEMS_MAX = 256

/** Reads the document security store; a broken piece is passed over. Source: ISO 32000-2, 12.8.4.3. */
export function readValidationData(document: PdfDocument): ValidationData {
  const store = as('dict', document.get(document.catalog, 'DSS'))
  const list = (key: string): Uint8Array[] => {
    const items = store === null ? [] : itemsOf(document, store.entries.get(key)).slice(0, ITEMS_MAX)
    return items.flatMap((item) => {
      const stream = as('stream', document.resolve(item))
      if (stream === null) return []
      const data = attempt(() => decodeStructuralStream(stream))
      if (isFinding(data)) return []
      document.budget.spend(data.length)
      return [data]
    })
  }
  return { certificates: list('Certs'), ocsps: list('OCSPs'), crls: list('CRLs') }
}
