import { inflateSync } from 'node:zlib'
import { SigningError } from '../signing-error.ts'
import type { PdfStream, PdfValue } from './objects.ts'
import { as } from './objects.ts'

/** Cap on one inflated structural stream, in bytes: an inflate bomb stops here. */
const INFLATED_BYTES_MAX = 32 * 1024 * 1024

/**
 * The data of a structural stream (cross-reference or object stream). Knows FlateDecode with PNG predictors,
 * which is all that writers use there. Source: ISO 32000-2, 7.4.4.
 */
export function decodeStructuralStream(stream: PdfStream): Uint8Array {
  const filters = listOf(stream.dict.entries.get('Filter'))
  const parms = listOf(stream.dict.entries.get('DecodeParms'))
  if (filters.length === 0) return stream.raw
  if (filters.length > 1 || as('name', filters[0])?.value !== 'FlateDecode') {
    throw new SigningError('pdf.broken', 'structural stream with an unknown filter')
  }
  const data = inflate(stream.raw)
  const options = as('dict', parms[0])?.entries
  const predictor = options?.get('Predictor') ?? 1
  if (predictor === 1) return data
  if (typeof predictor !== 'number' || predictor < 10) throw new SigningError('pdf.broken', 'unknown predictor')
  return undoPngPredictor(data, bytesPerRow(options))
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw, { maxOutputLength: INFLATED_BYTES_MAX })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    throw new SigningError(code === 'ERR_BUFFER_TOO_LARGE' ? 'pdf.too_large' : 'pdf.broken', 'inflate failed')
  }
}

function bytesPerRow(options: Map<string, PdfValue> | undefined): number {
  const columns = options?.get('Columns') ?? 1
  const colors = options?.get('Colors') ?? 1
  const bits = options?.get('BitsPerComponent') ?? 8
  if (typeof columns !== 'number' || colors !== 1 || bits !== 8 || !(columns >= 1 && columns <= 64)) {
    throw new SigningError('pdf.broken', 'unknown predictor row')
  }
  return columns
}

function undoPngPredictor(data: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(data.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const type = data[row * (columns + 1)]
    for (let x = 0; x < columns; x++) {
      const at = row * columns + x
      const left = x > 0 ? out[at - 1] ?? 0 : 0
      const up = row > 0 ? out[at - columns] ?? 0 : 0
      const upLeft = x > 0 && row > 0 ? out[at - columns - 1] ?? 0 : 0
      out[at] = (data[row * (columns + 1) + 1 + x] ?? 0) + predict(type, left, up, upLeft)
    }
  }
  return out
}

function predict(type: number | undefined, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 0: return 0
    case 1: return left
    case 2: return up
    case 3: return (left + up) >> 1
    case 4: return paeth(left, up, upLeft)
    default: throw new SigningError('pdf.broken', 'unknown row predictor')
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft
  const [dl, du, dul] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)]
  if (dl <= du && dl <= dul) return left
  return du <= dul ? up : upLeft
}

function listOf(value: PdfValue | undefined): PdfValue[] {
  if (value === undefined || value === null) return []
  return as('array', value)?.items ?? [value]
}
