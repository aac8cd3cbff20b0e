import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Evidence } from '../evidence/collect-evidence.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts'
import { array, as, dict, name, ref, withEntries } from '../pdf/objects.ts'
import type { NewObject } from '../pdf/write-increment.ts'
import { changed } from './field-objects.ts'
import type { StandingSignature } from './read-signatures.ts'

const KINDS = [
  { kind: 'certificates', all: 'Certs', own: 'Cert' },
  { kind: 'ocsps', all: 'OCSPs', own: 'OCSP' },
  { kind: 'crls', all: 'CRLs', own: 'CRL' },
] as const

/**
 * The document security store with what is new, beside what is there: nothing is ever taken out. Each piece is
 * stored once; per signature the store says which pieces are its own. Source: ISO 32000-2, 12.8.4.3;
 * ETSI EN 319 142-1, 5.4.2.
 */
export function evidenceObjects(
  document: PdfDocument, collected: readonly { signature: StandingSignature; evidence: Evidence }[],
): NewObject[] {
  const objects: NewObject[] = []
  const places = new Map<string, PdfRef>()
  const put = (piece: Uint8Array): PdfRef => {
    const key = createHash('sha256').update(piece).digest('hex')
    const known = places.get(key)
    if (known !== undefined) return known
    const place = ref(document.size + objects.length)
    const raw = deflateSync(piece)
    objects.push(changed(place, { kind: 'stream', dict: dict({ Length: raw.length, Filter: name('FlateDecode') }), raw }))
    places.set(key, place)
    return place
  }

  const store = as('dict', document.get(document.catalog, 'DSS')) ?? dict({ Type: name('DSS') })
  const lists: Record<string, PdfValue[]> = {}
  const own: Record<string, PdfValue> = {}
  for (const { signature, evidence } of collected) {
    const entries: Record<string, PdfValue> = {}
    for (const kind of KINDS) {
      const refs = evidence[kind.kind].map(put)
      if (refs.length > 0) entries[kind.own] = array(refs)
      lists[kind.all] = [...(lists[kind.all] ?? []), ...refs]
    }
    own[validationKey(signature)] = dict(entries)
  }
  return [...objects, ...storeWith(document, store, lists, own)]
}

/** Upper-case SHA-1 of Contents as it stands, padding included: a name, not a protection. */
function validationKey({ contents }: StandingSignature): string {
  return createHash('sha1').update(contents).digest('hex').toUpperCase()
}

function storeWith(
  document: PdfDocument, store: PdfDict, lists: Record<string, PdfValue[]>, own: Record<string, PdfValue>,
): NewObject[] {
  const kept = as('dict', document.get(store, 'VRI')) ?? dict({})
  const entries: Record<string, PdfValue> = { VRI: withEntries(kept, own) }
  for (const [key, refs] of Object.entries(lists)) {
    const before = as('array', document.get(store, key))?.items ?? []
    const whole = unique([...before, ...refs])
    if (whole.length > 0) entries[key] = array(whole)
  }
  const next = withEntries(store, entries)
  const place = as('ref', document.catalog.entries.get('DSS'))
  return [place === null ? changed(document.catalogRef, withEntries(document.catalog, { DSS: next })) : changed(place, next)]
}

function unique(values: readonly PdfValue[]): PdfValue[] {
  const seen = new Set<number>()
  return values.filter((value) => {
    const reference = as('ref', value)
    if (reference === null || seen.has(reference.number)) return reference === null
    seen.add(reference.number)
    return true
  })
}
