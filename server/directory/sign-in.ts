import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { isPasswordOf } from './hash-password.ts'
import { hashSessionToken, newSessionToken } from './hash-session-token.ts'
import type { SignIn } from './input.ts'
import { SESSION_LIFE_MS } from './session.ts'
import { answerDelayMs, failuresAt, FAILURES_KEPT_MS, lockedForSeconds, type Throttle } from './sign-in-throttle.ts'

export interface OpenedSession {
  /** Goes into the cookie and nowhere else. */
  token: string
  userId: string
  expiresAt: Date
}

/**
 * Opens a session for the right password. Every attempt counts as a failure before its password is looked at, so
 * guessing in parallel is no faster; a right password wipes the count. An unknown account, a disabled one and a wrong
 * password get the same answer after the same time. `pause` holds the answer back, in milliseconds.
 *
 * @throws Refusal session.wrong_credentials, session.too_many_attempts
 */
export async function signIn(
  ctx: Ctx,
  { account, password, userAgent }: SignIn,
  pause: (delayMs: number) => Promise<unknown> = sleep,
): Promise<OpenedSession> {
  const failures = await ctx.transact((tx) => countAttempt(tx, ctx, account))

  const user = await ctx.db.user.findUnique({ where: { account }, select: { id: true, passwordHash: true, disabledAt: true } })
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password)
  if (user === null || !isRight || user.disabledAt !== null) {
    await pause(answerDelayMs(failures))
    throw new Refusal('session.wrong_credentials', {}, 401)
  }
  return ctx.transact((tx) => openSession(tx, ctx, { userId: user.id, account, userAgent }))
}

/** Attempts for one account come one after the other through the lock of its row. Returns the failures so far, this one included. */
async function countAttempt(tx: Tx, ctx: Ctx, account: string): Promise<number> {
  const now = ctx.now()
  // The update changes nothing; it takes the lock whether the row was there or not.
  const [throttle] = await tx.$queryRaw<Throttle[]>`
    INSERT INTO sign_in_throttle (account, failures, "lastFailedAt") VALUES (${account}, 0, ${now})
    ON CONFLICT (account) DO UPDATE SET account = EXCLUDED.account
    RETURNING failures, "lastFailedAt"`

  const seconds = lockedForSeconds(throttle ?? null, now)
  if (seconds > 0) throw new Refusal('session.too_many_attempts', { seconds }, 429)

  const failures = failuresAt(throttle ?? null, now) + 1
  await tx.signInThrottle.update({ where: { account }, data: { failures, lastFailedAt: now } })
  return failures
}

async function openSession(
  tx: Tx,
  ctx: Ctx,
  { userId, account, userAgent }: { userId: string; account: string; userAgent: string },
): Promise<OpenedSession> {
  const now = ctx.now()
  const forgottenAt = new Date(now.getTime() - FAILURES_KEPT_MS)
  await tx.signInThrottle.deleteMany({ where: { OR: [{ account }, { lastFailedAt: { lte: forgottenAt } }] } })
  await tx.session.deleteMany({ where: { userId, expiresAt: { lte: now } } })

  const token = newSessionToken()
  const expiresAt = new Date(now.getTime() + SESSION_LIFE_MS)
  await tx.session.create({
    data: { id: hashSessionToken(token), userId, createdAt: now, lastSeenAt: now, expiresAt, userAgent },
  })
  return { token, userId, expiresAt }
}
