import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { wallOf } from '#server/integrations/ioc/wall.ts'
import { view } from '../edge.server.ts'
import { useWallFigures } from '../features/wall/use-wall-figures.ts'
import { WallHeader } from '../features/wall/wall-header.tsx'
import { WallMeetings } from '../features/wall/wall-meetings.tsx'
import { WallNumbers } from '../features/wall/wall-numbers.tsx'
import { WallUnits } from '../features/wall/wall-units.tsx'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.wall')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => ({ wall: await wallOf(ctx) }))
}

/** Made for 1920×1080 without scrolling; on a smaller screen it scrolls rather than cuts a figure off. */
export default function Wall() {
  const loaded = useLoaderData<typeof loader>()
  const { wall, receivedAt, now, line } = useWallFigures(loaded.wall)
  const clock = { receivedAt, now }
  return (
    <main className="flex min-h-dvh flex-col gap-4 bg-[#0a1018] p-4 text-white">
      <WallHeader now={now} line={line} />
      <div className="grid min-h-0 flex-1 gap-4 2xl:grid-cols-12">
        <div className="grid min-h-0 min-w-0 gap-4 2xl:col-span-7 2xl:grid-rows-2">
          <WallMeetings tile={wall.meetings} clock={clock} />
          <WallUnits tile={wall.tasks} clock={clock} />
        </div>
        <div className="min-h-0 min-w-0 2xl:col-span-5"><WallNumbers wall={wall} clock={clock} /></div>
      </div>
    </main>
  )
}
