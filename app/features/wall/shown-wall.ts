import type { WallView } from '#server/integrations/ioc/wall.ts'

/** Instants arrive as dates with the page and as text with a later reading. */
type Shown<T> = T extends Date ? Date | string : T extends (infer Item)[] ? Shown<Item>[] : T extends object ? { [Key in keyof T]: Shown<T[Key]> } : T

export type ShownWall = Shown<WallView>

/** By this machine's clock, so that a clock that differs from the server's does not age the figures. Null before the browser took over. */
export interface WallClock {
  receivedAt: number | null
  now: number | null
}

/** Older figures are shown grey. */
const FRESH_MS_MAX = 120_000

export function ageMs({ receivedAt, now }: WallClock): number | null {
  return receivedAt === null || now === null ? null : Math.max(0, now - receivedAt)
}

export function isStale(clock: WallClock): boolean {
  return (ageMs(clock) ?? 0) > FRESH_MS_MAX
}
