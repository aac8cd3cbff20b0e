/** Viet Nam has kept UTC+7 without summer time since 1975; a signature's time must not depend on a zone database. */
const OFFSET_MS = 7 * 60 * 60 * 1000

/** `2026-11-21T08:05:00+07:00`: ISO 8601 as the annex of Decree 30/2020 asks for. */
export function formatVietnamTime(at: Date): string {
  return `${localDigits(at)}+07:00`
}

/** `D:20261121080500+07'00'`. Source: ISO 32000-2, 7.9.4. */
export function formatPdfTime(at: Date): string {
  return `D:${localDigits(at).replace(/[-:T]/g, '')}+07'00'`
}

function localDigits(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)
}
