import { readDer } from '../cms/der.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { as } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { readTimestamp } from '../timestamp/read-timestamp.ts'

/** A filled signature field, read as far as raising its level needs. Nothing is judged here. */
export interface StandingSignature {
  field: SignatureField
  kind: 'signature' | 'document_timestamp'
  signed: ReadSignedData
  /** As in the file, its padding included. */
  contents: Uint8Array
  /** Where the bytes end that it covers. */
  endsAt: number
}

/** In the order they were made. @throws SigningError pdf.*, cms.broken */
export function readSignatures(document: PdfDocument): StandingSignature[] {
  const found = readSignatureFields(document).flatMap((field): StandingSignature[] => {
    const contents = field.value === null ? null : as('string', document.get(field.value, 'Contents'))
    if (field.value === null || contents === null) return []
    const isTimestamp = as('name', document.get(field.value, 'SubFilter'))?.value === 'ETSI.RFC3161'
    const cms = readDer(contents.bytes).whole
    const [, , next, length] = as('array', document.get(field.value, 'ByteRange'))?.items ?? []
    return [{
      field,
      kind: isTimestamp ? 'document_timestamp' : 'signature',
      signed: isTimestamp ? readTimestamp(cms).signed : readSignedData(cms),
      contents: contents.bytes,
      endsAt: Number(next) + Number(length),
    }]
  })
  return found.sort((a, b) => a.endsAt - b.endsAt)
}
