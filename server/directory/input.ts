import { z } from 'zod'
import { ROLES } from '#server/kernel/actor.ts'
import { PASSWORD_CHARS_MAX } from './password.ts'

const ACCOUNT_CHARS_MAX = 64

/** Accounts are written in lower case everywhere. */
const account = z.string().trim().toLowerCase().min(1).max(ACCOUNT_CHARS_MAX)

export const SignIn = z.object({
  account,
  password: z.string().min(1).max(PASSWORD_CHARS_MAX),
  /** As the browser names itself; shown in the list of one's own sessions. */
  userAgent: z.string().default('').transform((text) => text.slice(0, 300)),
})
export type SignIn = z.infer<typeof SignIn>

export const EnrollUser = z.object({
  account: account.regex(/^[a-z0-9][a-z0-9._-]*$/),
  fullName: z.string().trim().min(2).max(100),
  email: z.email().max(200),
  password: z.string().max(PASSWORD_CHARS_MAX),
  orgUnitId: z.uuid(),
  title: z.string().trim().min(2).max(150),
  role: z.enum(ROLES),
})
export type EnrollUser = z.infer<typeof EnrollUser>

export const ChangeLocale = z.object({ locale: z.enum(['vi', 'en']) })
export type ChangeLocale = z.infer<typeof ChangeLocale>

export const ForgetName = z.object({ key: z.string().min(1).max(400) })
export type ForgetName = z.input<typeof ForgetName>
