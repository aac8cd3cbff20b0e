import { useT } from '../../i18n.ts'
import type { ShownWall, WallClock } from './shown-wall.ts'
import { WallIcon } from './wall-icon.tsx'
import { WallTile } from './wall-tile.tsx'

const SHOWN_MAX = 7
const PARTS = [
  { part: 'overdue', icon: 'triangle', bar: 'bg-[#ff6b5e]', look: 'text-[#ff8a80]' },
  { part: 'in_time', icon: 'circle', bar: 'bg-[#4aa3f0]', look: 'text-[#8fc7ff]' },
  { part: 'completed', icon: 'check', bar: 'bg-[#3fb871]', look: 'text-[#5fd38d]' },
] as const

/** A bar per lead unit, the most overdue first; every part has its number, its colour and its shape. */
export function WallUnits({ tile, clock }: { tile: ShownWall['tasks']; clock: WallClock }) {
  const t = useT()
  const units = tile.value.byLeadUnit.map(({ orgUnitId, name, open, overdue, completed }) => ({
    orgUnitId, name, total: open + completed, counts: { overdue, in_time: open - overdue, completed },
  }))
  const longest = Math.max(1, ...units.map(({ total }) => total))
  const more = units.length - SHOWN_MAX
  return (
    <WallTile title={t('wall.by_unit')} source={t('wall.source.tasks')} tile={tile} clock={clock}>
      {units.length === 0 ? <p className="text-2xl">{t('wall.no_tasks')}</p> : (
        <p className="mb-1 flex flex-wrap gap-x-6 text-lg">
          {PARTS.map(({ part, icon, look }) => <span key={part} className={`inline-flex items-center gap-2 ${look}`}><WallIcon shape={icon} />{t(`wall.count_${part}`)}</span>)}
        </p>
      )}
      <ul className="grid gap-1">
        {units.slice(0, SHOWN_MAX).map(({ orgUnitId, name, counts }) => (
          <li key={orgUnitId} className="grid items-center gap-x-3 gap-y-1 md:grid-cols-[20rem_1fr_14rem] text-xl">
            <span className="truncate">{name}</span>
            <span aria-hidden="true" className="flex h-6 overflow-hidden rounded bg-[#0a1018]">
              {PARTS.map(({ part, bar }) => <span key={part} className={bar} style={{ width: `${(counts[part] / longest) * 100}%` }} />)}
            </span>
            <span className="grid grid-cols-3 gap-2 tabular-nums">
              {PARTS.map(({ part, icon, look }) => (
                <span key={part} className={`inline-flex items-center gap-2 ${look}`}><WallIcon shape={icon} /><span className="sr-only">{t(`wall.count_${part}`)}</span>{counts[part]}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-lg">{t('wall.more_units', { count: more })}</p> : null}
    </WallTile>
  )
}
