import { hash, verify } from '@node-rs/argon2'
import { normalPassword } from './password.ts'

/** OWASP's least for argon2id, the algorithm this library takes by itself: 19 MiB, two passes. Runs off the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id in PHC string form. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), COST)
}

/** A hash of nobody's password, made with `COST`: checking against it takes as long as checking a real one. */
export const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdC4uLg$0000000000000000000000000000000000000000000'

/** Takes the same time whether there is a hash or not, so that nobody can ask which accounts exist. */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS_HASH, normalPassword(password))
  return isRight && passwordHash !== null
}
