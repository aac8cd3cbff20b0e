import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured log to standard output. Inputs of verbs are never logged: they hold votes, texts and people. */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: ['password', '*.password', 'cookie', '*.cookie', 'secret', '*.secret'], censor: '…' },
  })
}
