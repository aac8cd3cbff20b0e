import type { Settings } from '#server/kernel/settings.ts'

export const SESSION_COOKIE = 'nghi_su_session'

/** The token in a Cookie header, or null. */
export function sessionTokenOf(cookieHeader: string | null | undefined): string | null {
  for (const pair of (cookieHeader ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === SESSION_COOKIE) return decoded(pair.slice(at + 1).trim())
  }
  return null
}

/** Garbage in a cookie means nobody is signed in, not a broken request. */
function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

/** Set-Cookie header that keeps `token` until `expiresAt`; no script reads it, no other site sends it along. */
export function sessionCookie(token: string, expiresAt: Date, settings: Settings): string {
  return cookie(encodeURIComponent(token), `Expires=${expiresAt.toUTCString()}`, settings)
}

export function endedSessionCookie(settings: Settings): string {
  return cookie('', 'Max-Age=0', settings)
}

function cookie(value: string, life: string, { isSecureCookie }: Settings): string {
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; ${life}${isSecureCookie ? '; Secure' : ''}`
}
