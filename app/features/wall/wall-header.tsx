import { Link } from '@remix-run/react'
import { useDates, useT, useWords } from '../../i18n.ts'
import type { Line } from './use-wall-figures.ts'
import { WallIcon } from './wall-icon.tsx'

const LOOKS = { on_line: 'text-[#5fd38d]', connecting: 'text-[#ffc857]', off_line: 'text-[#ff8a80]' } as const
const ICONS = { on_line: 'check', connecting: 'circle', off_line: 'triangle' } as const
const CONTROL = 'inline-flex min-h-12 items-center rounded-lg border border-[#4a5a70] px-4 text-lg hover:border-white'

/** Whose wall, the hour, and whether it hears us. */
export function WallHeader({ now, line }: { now: number | null; line: Line }) {
  const t = useT()
  const { timeZone } = useWords()
  const { weekday } = useDates()
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' })
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <div className="mr-auto">
        <h1 className="text-3xl">{t('wall.title')}</h1>
        <p role="status" className={`flex items-center gap-2 text-xl ${LOOKS[line]}`}><WallIcon shape={ICONS[line]} />{t(`wall.${line}`)}</p>
      </div>
      <nav className="flex gap-2">
        <Link to="/" className={CONTROL}>{t('wall.home')}</Link>
        {now !== null && document.fullscreenEnabled ? (
          <button type="button" className={CONTROL} onClick={() => void toggleFullScreen()}>{t('wall.full_screen')}</button>
        ) : null}
      </nav>
      <p className="text-right text-2xl text-[#c8d3e0]">{now === null ? '' : weekday(new Date(now))}</p>
      <p className="text-[72px] leading-none font-semibold tabular-nums">{now === null ? '--:--:--' : time.format(now)}</p>
    </header>
  )
}

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen()
  else await document.exitFullscreen()
}
