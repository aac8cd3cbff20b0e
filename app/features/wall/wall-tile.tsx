import type { ReactNode } from 'react'
import { useDates, useT, useWords } from '../../i18n.ts'
import { ageMs, isStale, type WallClock } from './shown-wall.ts'

interface Props {
  title: string
  source: string
  /** When the figures were read, and when the facts under them last changed. */
  tile: { asOf: Date | string; changedAt: Date | string | null }
  clock: WallClock
  /** Key of the sentence on the last change. */
  changed?: 'wall.changed_at' | 'wall.delivered_at'
  children: ReactNode
}

/** A tile says where its figures come from, of when they are and how old; old ones are grey and say so. */
export function WallTile({ title, source, tile, clock, changed = 'wall.changed_at', children }: Props) {
  const t = useT()
  const { timeZone } = useWords()
  const { instant } = useDates()
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const seconds = Math.floor((ageMs(clock) ?? 0) / 1000)
  const age = seconds < 60 ? t('wall.age_seconds', { seconds }) : t('wall.age_minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  const isOld = isStale(clock)
  return (
    <section aria-label={title} className={`flex min-h-0 min-w-0 flex-col rounded-xl border bg-[#141d2a] p-4 ${isOld ? 'border-dashed border-[#8a94a3] text-[#a3adba] grayscale' : 'border-[#2c3a4d]'}`}>
      <h2 className="text-2xl">{title}{isOld ? <span className="ml-3 rounded bg-[#8a94a3] px-2 text-black">{t('wall.stale')}</span> : null}</h2>
      <div className="min-h-0 flex-1 py-2">{children}</div>
      <p className="flex flex-wrap gap-x-4 text-base text-[#b4c0cf]">
        <span>{t('wall.source', { source })}</span>
        <span className="tabular-nums">{t('wall.as_of', { time: time.format(new Date(tile.asOf)) })} ({age})</span>
        <span>{tile.changedAt === null ? t('wall.never_changed') : t(changed, { when: instant(tile.changedAt) })}</span>
      </p>
    </section>
  )
}
