import { SigningError } from '../signing-error.ts'
import type { DerNode } from './der.ts'
import { TAG } from './der.ts'

/**
 * UTCTime or GeneralizedTime in UTC, fractions allowed as RFC 3161 writes them. Anything else is refused,
 * local times above all. Source: RFC 5280, 4.1.2.5.
 *
 * @throws SigningError cms.broken
 */
export function readTime({ tag, content }: DerNode): Date {
  const text = Buffer.from(content).toString('latin1')
  const match = tag === TAG.utcTime
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/.exec(text)
    : tag === TAG.generalizedTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) : null
  if (match === null) throw new SigningError('cms.broken', 'time')
  const [, year = '', month, day, hour, minute, second, fraction = ''] = match
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20'
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`)
  if (Number.isNaN(at.getTime())) throw new SigningError('cms.broken', 'time')
  return at
}
