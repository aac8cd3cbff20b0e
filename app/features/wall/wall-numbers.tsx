import { OVERDUE_BANDS, TASK_STATES } from '#server/tasks/task.ts'
import { useT } from '../../i18n.ts'
import type { ShownWall, WallClock } from './shown-wall.ts'
import { WallIcon, type Shape } from './wall-icon.tsx'
import { WallTile } from './wall-tile.tsx'

const STATES = {
  assigned: { icon: 'circle', look: 'text-[#ffc857]' },
  accepted: { icon: 'circle', look: 'text-[#8fc7ff]' },
  in_progress: { icon: 'circle', look: 'text-[#8fc7ff]' },
  completed: { icon: 'check', look: 'text-[#5fd38d]' },
} as const
const GOOD = { icon: 'check', look: 'text-[#5fd38d]' } as const
const ALERT = { icon: 'triangle', look: 'text-[#ff8a80]' } as const
const CALM = { icon: 'circle', look: 'text-[#8fc7ff]' } as const

/** What is read from across the room. */
export function WallNumbers({ wall, clock }: { wall: ShownWall; clock: WallClock }) {
  const t = useT()
  const { tasks, polls, deliveries } = wall
  return (
    <div className="grid h-full gap-4 2xl:grid-rows-3">
      <WallTile title={t('wall.tasks')} source={t('wall.source.tasks')} tile={tasks} clock={clock}>
        <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {TASK_STATES.map((state) => <Figure key={state} {...STATES[state]} label={t(`screens.task_state.${state}`)} count={tasks.value.byState[state]} />)}
        </dl>
      </WallTile>
      <WallTile title={t('wall.overdue', { count: tasks.value.overdue })} source={t('wall.source.tasks')} tile={tasks} clock={clock}>
        <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {OVERDUE_BANDS.map((band) => {
            const count = tasks.value.byBand[band]
            return <Figure key={band} {...(count > 0 ? ALERT : GOOD)} label={t(`task.band.${band}`)} count={count} />
          })}
        </dl>
      </WallTile>
      <div className="grid min-h-0 gap-4 sm:grid-cols-2">
        <WallTile title={t('wall.polls')} source={t('wall.source.polls')} tile={polls} clock={clock}>
          <dl className="grid grid-cols-2 gap-2">
            <Figure {...CALM} label={t('wall.polls_open')} count={polls.value.openCount} />
            <Figure {...GOOD} label={t('wall.polls_closed')} count={polls.value.closedTodayCount} />
          </dl>
        </WallTile>
        <WallTile title={t('wall.deliveries')} source={t('wall.source.deliveries')} tile={deliveries} clock={clock} changed="wall.delivered_at">
          <dl className="grid grid-cols-2 gap-2">
            <Figure {...CALM} label={t('wall.deliveries_waiting')} count={deliveries.value.waitingCount} />
            <Figure {...(deliveries.value.givenUpCount > 0 ? ALERT : GOOD)} label={t('wall.deliveries_given_up')} count={deliveries.value.givenUpCount} />
          </dl>
        </WallTile>
      </div>
    </div>
  )
}

function Figure({ label, count, icon, look }: { label: string; count: number; icon: Shape; look: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className={`flex items-center gap-2 text-xl leading-tight ${look}`}><WallIcon shape={icon} />{label}</dt>
      <dd className="text-[80px] leading-none font-semibold tabular-nums">{count}</dd>
    </div>
  )
}
