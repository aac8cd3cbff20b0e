import type { Rehearsal } from './rehearsal.ts'

/** @throws Error that says both numbers */
export function assertCount({ say }: Pick<Rehearsal, 'say'>, found: number, expected: number): void {
  if (found !== expected) throw new Error(say('rehearsal.wrong_count', { found, expected }))
}
