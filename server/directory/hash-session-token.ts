import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for the cookie. Stored nowhere. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The id under which a session is stored. Whoever reads the table cannot sign in with it. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
