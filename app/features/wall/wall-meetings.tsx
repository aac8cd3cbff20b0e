import { useDates, useT } from '../../i18n.ts'
import type { ShownWall, WallClock } from './shown-wall.ts'
import { WallIcon } from './wall-icon.tsx'
import { WallTile } from './wall-tile.tsx'

const SHOWN_MAX = 4
const LOOKS = {
  draft: { look: 'text-[#c8d3e0]', icon: 'circle' },
  open: { look: 'text-[#5fd38d]', icon: 'circle' },
  invited: { look: 'text-[#8fc7ff]', icon: 'circle' },
  closed: { look: 'text-[#c8d3e0]', icon: 'check' },
  cancelled: { look: 'text-[#ff8a80]', icon: 'triangle' },
} as const
/** What goes on now comes first, what is over last. */
const ORDER = ['open', 'invited', 'draft', 'closed', 'cancelled'] as const

export function WallMeetings({ tile, clock }: { tile: ShownWall['meetings']; clock: WallClock }) {
  const t = useT()
  const { time } = useDates()
  const meetings = [...tile.value].sort((left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state))
  const more = meetings.length - SHOWN_MAX
  return (
    <WallTile title={t('wall.meetings')} source={t('wall.source.meetings')} tile={tile} clock={clock}>
      <div className="flex h-full flex-wrap gap-x-6 gap-y-2 sm:flex-nowrap">
        <p className="text-[88px] leading-none font-semibold tabular-nums">{meetings.length}</p>
        <div className="min-w-0 flex-1">
          {meetings.length === 0 ? <p className="text-2xl">{t('wall.no_meetings')}</p> : null}
          <ul>
            {meetings.slice(0, SHOWN_MAX).map(({ id, title, state, startAt, endAt, place, orgUnitName, presentCount, participantCount, currentItem }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 border-b border-[#2c3a4d] py-1">
                <div className="min-w-40 flex-1">
                  <p className="truncate text-2xl font-semibold">{title}</p>
                  <p className="truncate text-lg text-[#c8d3e0]">
                    <span className="tabular-nums">{time(startAt)}–{time(endAt)}</span> · {currentItem === null ? `${place} · ${orgUnitName}` : t('wall.now_discussing', { item: currentItem })}
                  </p>
                </div>
                <p className="text-right text-xl whitespace-nowrap">
                  <span className={`flex items-center justify-end gap-2 ${LOOKS[state].look}`}><WallIcon shape={LOOKS[state].icon} />{t(`screens.meeting_state.${state}`)}</span>
                  <span className="tabular-nums">{t('wall.present_of', { present: presentCount, invited: participantCount })}</span>
                </p>
              </li>
            ))}
          </ul>
          {more > 0 ? <p className="text-xl">{t('wall.more_meetings', { count: more })}</p> : null}
        </div>
      </div>
    </WallTile>
  )
}
