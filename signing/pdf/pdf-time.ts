/** `D:20261121080500+07'00'` as an instant, or null when it is not a complete date. Source: ISO 32000-2, 7.9.4. */
export function readPdfTime(text: string): Date | null {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second, sign, offsetHours = '00', offsetMinutes = '00'] = match
  const zone = sign === undefined ? 'Z' : `${sign}${offsetHours}:${offsetMinutes}`
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at
}
