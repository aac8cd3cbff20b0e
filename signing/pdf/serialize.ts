import type { PdfDict, PdfString, PdfValue } from './objects.ts'

/** Writes a value the way ISO 32000-2, 7.3 spells it. */
export function serialize(value: PdfValue): Buffer {
  if (value !== null && typeof value === 'object' && value.kind === 'stream') {
    return Buffer.concat([
      Buffer.from(`${print(value.dict)}\nstream\n`, 'latin1'), value.raw, Buffer.from('\nendstream', 'latin1'),
    ])
  }
  return Buffer.from(print(value), 'latin1')
}

function print(value: PdfValue): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return printNumber(value)
  switch (value.kind) {
    case 'name': return printName(value.value)
    case 'string': return printString(value)
    case 'ref': return `${value.number} ${value.generation} R`
    case 'array': return `[${value.items.map(print).join(' ')}]`
    case 'dict': return printDict(value)
    case 'stream': throw new Error('a stream is always an indirect object')
  }
}

function printNumber(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString()
  // Every digit that makes it this number: a page that is written again after a signature must stay the same page.
  const text = String(value)
  // PDF knows no exponents.
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

function printName(value: string): string {
  const spelled = value.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) =>
    `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `/${spelled}`
}

function printString({ bytes }: PdfString): string {
  if (bytes.every((byte) => byte >= 0x20 && byte <= 0x7e)) {
    return `(${Buffer.from(bytes).toString('latin1').replace(/[\\()]/g, '\\$&')})`
  }
  return `<${Buffer.from(bytes).toString('hex')}>`
}

function printDict({ entries, pointed }: PdfDict): string {
  const suffix = (key: string, value: PdfValue): string => typeof value === 'number' && pointed?.has(key) === true ? '.0' : ''
  return `<<${[...entries].map(([key, value]) => `${printName(key)} ${print(value)}${suffix(key, value)}`).join(' ')}>>`
}
