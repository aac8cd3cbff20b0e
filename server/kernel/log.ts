import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured log to standard output. Inputs of verbs are never logged: they hold votes, texts and people. */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    serializers: { err: describeError },
    redact: { paths: ['password', '*.password', 'cookie', '*.cookie', 'secret', '*.secret'], censor: '…' },
  })
}

/**
 * What an error says of itself. Not whatever hangs on it: the database's errors carry their whole connection, ten
 * thousand characters with the key that cancels its statements.
 */
export function describeError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown
  const code = 'code' in thrown && (typeof thrown.code === 'string' || typeof thrown.code === 'number') ? { code: thrown.code } : {}
  const cause = thrown.cause === undefined ? {} : { cause: describeError(thrown.cause) }
  return { type: thrown.name, message: thrown.message, ...code, stack: thrown.stack, ...cause }
}
