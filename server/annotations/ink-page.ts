/** A layer's Y document holds one `Y.Map` per page; each entry is one stroke under a key that bears its author. */
const PAGE_PREFIX = 'page/'
const STROKE_ID = /^[0-9a-z]{6,24}$/

export function pageMapName(pageIndex: number): string {
  return `${PAGE_PREFIX}${pageIndex}`
}

/** Null for a name that `pageMapName` would not print. */
export function parsePageMapName(name: string): number | null {
  const digits = name.startsWith(PAGE_PREFIX) ? name.slice(PAGE_PREFIX.length) : ''
  return /^(0|[1-9]\d{0,5})$/.test(digits) ? Number(digits) : null
}

/** `strokeId` is random, 6 to 24 digits and small letters. */
export function strokeKey(authorUserId: string, strokeId: string): string {
  return `${authorUserId}/${strokeId}`
}

export function isStrokeKeyOf(userId: string, key: string): boolean {
  return key.startsWith(`${userId}/`) && STROKE_ID.test(key.slice(userId.length + 1))
}
