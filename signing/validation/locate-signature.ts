import { readDer } from '../cms/der.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { indeterminate, invalid } from './verdict.ts'

/** A signature whose shape holds: what is signed is everything but its own Contents, up to `end`. */
export interface LocatedSignature {
  dict: PdfDict
  /** Offset of the signature dictionary's object, in bytes. */
  objectStart: number
  cms: Uint8Array
  /** The placeholder, delimiters included, in bytes. */
  gap: { start: number; end: number }
  /** End of the signed bytes: the end of the revision this signature closed. */
  end: number
  /** A document timestamp stands where a signature would, and its Contents is a token. */
  kind: 'signature' | 'timestamp'
  isPades: boolean
}

const SIGNATURES = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached']
const TIMESTAMP = 'ETSI.RFC3161'

/**
 * Strict shape of a signature dictionary: four plain integers from 0, a gap that is exactly this dictionary's
 * Contents where it physically stands, DER followed by nothing but zeros. Stops the known signature wrapping
 * and forgery classes (USF, SWA). Source: ISO 32000-2, 12.8.1; pdf-insecurity.org.
 */
export function locateSignature(document: PdfDocument, field: SignatureField): LocatedSignature {
  const object = field.valueRef === null ? null : document.object(field.valueRef)
  const dict = as('dict', object?.value)
  if (object === null || dict === null || object.start < 0) throw invalid('CONTENTS_MALFORMED', 'no dictionary of its own')
  const subFilter = as('name', dict.entries.get('SubFilter'))?.value ?? ''
  const { start, length, gapEnd } = readByteRange(dict, document.bytes.length)
  const contents = as('string', dict.entries.get('Contents'))
  if (contents === null || document.bytes[contents.start] !== 0x3c) throw invalid('CONTENTS_MALFORMED')
  // The gap may lie elsewhere altogether: then the object that is shown is not the one that was signed.
  if (gapEnd <= object.start || start >= object.end) throw invalid('SIG_OBJECT_RELOCATED')
  if (contents.start !== start || contents.end !== gapEnd) throw invalid('BYTERANGE_HOLE')
  const token = document.bytes.subarray(contents.start + 1, contents.end - 1)
  // An even number of digits and no white space in between: readers disagree about anything else.
  if (token.length % 2 !== 0 || token.some((byte) => !isHexDigit(byte))) throw invalid('CONTENTS_MALFORMED')
  const cms = takeCms(contents.bytes)
  if (!SIGNATURES.includes(subFilter) && subFilter !== TIMESTAMP) throw indeterminate('UNSUPPORTED', `SubFilter ${subFilter}`)
  assertType(dict, subFilter)
  return {
    dict,
    objectStart: object.start,
    cms,
    gap: { start, end: gapEnd },
    end: gapEnd + length,
    kind: subFilter === TIMESTAMP ? 'timestamp' : 'signature',
    isPades: subFilter === 'ETSI.CAdES.detached',
  }
}

/** Type may be left out of a signature, but what it says must fit. */
function assertType(dict: PdfDict, subFilter: string): void {
  const type = as('name', dict.entries.get('Type'))?.value ?? 'Sig'
  if (type !== (subFilter === TIMESTAMP ? 'DocTimeStamp' : 'Sig')) throw invalid('CONTENTS_MALFORMED', `Type ${type}`)
}

/** From the first to the last signed byte. */
function readByteRange(dict: PdfDict, fileSize: number): { start: number; length: number; gapEnd: number } {
  const items = byteRangeItems(dict)
  const [zero, start, gapEnd, length] = items
  if (items.length !== 4 || zero !== 0 || !isCount(start) || !isCount(gapEnd) || !isCount(length)
    || start >= gapEnd || gapEnd + length > fileSize) throw invalid('BYTERANGE_MALFORMED')
  return { start, length, gapEnd }
}

export function byteRangeItems(dict: PdfDict): PdfValue[] {
  return as('array', dict.entries.get('ByteRange'))?.items ?? []
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

function takeCms(bytes: Uint8Array): Uint8Array {
  let whole: Uint8Array
  try {
    whole = readDer(bytes).whole
  } catch {
    throw invalid('CONTENTS_MALFORMED')
  }
  // Zeros alone, as in a place that nobody has signed yet, read as an empty element.
  if (whole[0] !== 0x30) throw invalid('CONTENTS_MALFORMED')
  if (bytes.subarray(whole.length).some((byte) => byte !== 0)) throw invalid('CONTENTS_TRAILING_DATA')
  return whole
}
