/** A name without its slash, `#xx` already decoded; one character per byte. */
export interface PdfName { kind: 'name'; value: string }

/** A string's decoded bytes, and where its token stands in the parsed bytes, delimiters included. */
export interface PdfString { kind: 'string'; bytes: Uint8Array; start: number; end: number }

export interface PdfRef { kind: 'ref'; number: number; generation: number }
export interface PdfArray { kind: 'array'; items: PdfValue[] }
export interface PdfDict {
  kind: 'dict'
  entries: Map<string, PdfValue>
  /** Keys whose whole number was written with a point, where readers want an integer: some then take the default. */
  pointed?: ReadonlySet<string>
}

/** A stream with its data as stored in the file, filters not yet applied. */
export interface PdfStream { kind: 'stream'; dict: PdfDict; raw: Uint8Array }

/** Any object of ISO 32000-2, 7.3. Numbers, booleans and null stand for themselves. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream

type Tagged = Exclude<PdfValue, null | boolean | number>

/** `value` when it has that kind, otherwise null. */
export function as<K extends Tagged['kind']>(kind: K, value: PdfValue | undefined): Extract<Tagged, { kind: K }> | null {
  const tagged = typeof value === 'object' && value !== null ? value : null
  return tagged !== null && isKind(tagged, kind) ? tagged : null
}

function isKind<K extends Tagged['kind']>(value: Tagged, kind: K): value is Extract<Tagged, { kind: K }> {
  return value.kind === kind
}

export function name(value: string): PdfName {
  return { kind: 'name', value }
}

export function ref(number: number, generation = 0): PdfRef {
  return { kind: 'ref', number, generation }
}

export function array(items: PdfValue[]): PdfArray {
  return { kind: 'array', items }
}

export function dict(entries: Record<string, PdfValue>): PdfDict {
  return { kind: 'dict', entries: new Map(Object.entries(entries)) }
}

/** The same dictionary with some entries put in; the original stays as it is. */
export function withEntries(base: PdfDict, entries: Record<string, PdfValue>): PdfDict {
  return { ...base, entries: new Map([...base.entries, ...Object.entries(entries)]) }
}

/** A string object that has no place in a file yet. */
export function bytesString(bytes: Uint8Array): PdfString {
  return { kind: 'string', bytes, start: -1, end: -1 }
}

/** A text string: ASCII as it is, everything else UTF-16BE with a byte order mark. Source: ISO 32000-2, 7.9.2.2. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return bytesString(Buffer.from(text, 'latin1'))
  return bytesString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))
}

/** Reads a text string: UTF-16BE or UTF-8 by its mark, otherwise one character per byte. */
export function readText(value: PdfValue | undefined): string {
  const string = as('string', value)
  if (string === null) return ''
  const bytes = Buffer.from(string.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)).swap16().toString('utf16le')
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}
