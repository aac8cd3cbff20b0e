import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { meetingRoom } from '#server/meetings/queries.ts'
import { pollsOfMeeting } from '#server/polls/queries.ts'
import { speakersOfMeeting } from '#server/speakers/queries.ts'
import { Button } from '../components/button.tsx'
import { Empty, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { PaperWithInk } from '../features/documents/paper-with-ink.tsx'
import { laterOf, positionAfter, type Place, type Position } from '../features/meetings/position.ts'
import { Readings, urgencyOf } from '../features/meetings/readings.ts'
import { RoomAgenda } from '../features/meetings/room-agenda.tsx'
import { RoomHeader } from '../features/meetings/room-header.tsx'
import { RoomJumps } from '../features/meetings/room-jumps.tsx'
import { useSignOfLife } from '../features/meetings/use-sign-of-life.ts'
import { PollPanel } from '../features/polls/poll-panel.tsx'
import { SpeakersPanel } from '../features/speakers/speakers-panel.tsx'
import { useLive } from '../features/use-live.ts'
import { useVerb } from '../features/use-verb.ts'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.room')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const meetingId = params['meetingId'] ?? ''
    const room = await meetingRoom(ctx, meetingId)
    const [polls, speakers] = await Promise.all([pollsOfMeeting(ctx, meetingId), speakersOfMeeting(ctx, meetingId)])
    return { room, polls, speakers, userId: ctx.actor.userId }
  })
}

export default function MeetingRoomPage() {
  const t = useT()
  const dates = useDates()
  const { room, polls, speakers, userId } = useLoaderData<typeof loader>()
  const verb = useVerb()
  const { isOnline, itemId, presented } = useRoomNews(room)
  const [isFollowing, setFollowing] = useState(true)
  const [chosen, setChosen] = useState<(Place & { itemId: string | null }) | null>(null)
  const { can } = room
  // Doors are open before the meeting is: it may be called off while some are already inside.
  const isOver = room.state === 'closed' || room.state === 'cancelled'

  const papers = room.agenda.flatMap((item) => item.papers)
  const current = room.agenda.find(({ id }) => id === itemId)
  const firstPaper = current?.papers[0] ?? papers[0]
  const isLeading = presented?.userId === userId
  // Who neither leads nor turned a page himself goes on with the session to its next item.
  const own = isLeading || !isFollowing || chosen?.itemId === itemId ? chosen : null
  // Who leads is not led: his own screen does not wait for the echo of what he does.
  const followed = presented !== null && (isLeading ? own === null : isFollowing) ? presented : null
  const place = followed ?? own ?? (firstPaper === undefined ? null : { versionId: firstPaper.versionId, page: 1 })

  function goTo(next: Place): void {
    setChosen({ ...next, itemId })
    // The presenter leads: others follow without doing anything. Everybody else leaves the presenter by turning a page.
    if (can.present && isLeading) void verb.run('present-page', { meetingId: room.id, ...next })
    else setFollowing(false)
  }

  function present({ versionId, page }: Place): void {
    setChosen({ versionId, page, itemId })
    void verb.run('present-page', { meetingId: room.id, versionId, page })
  }

  const wanted = polls.find(({ can: mine }) => mine.cast)
  return (
    // On a wide screen each part scrolls by itself: a vote and a raised hand are never out of sight.
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <RoomHeader room={room} isOnline={isOnline} verb={verb} />
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {room.state === 'closed' ? <NoticeLine tone="info">{t('screens.meeting_is_closed')}</NoticeLine> : null}
      {room.cancelledAt === null ? null : <NoticeLine tone="alert">{t('screens.cancelled_because', { at: dates.instant(room.cancelledAt), reason: room.cancelReason })}</NoticeLine>}
      <p role="status" className="sr-only">{wanted === undefined ? '' : t('screens.poll_open_now', { question: wanted.question })}</p>
      <div className="grid flex-1 gap-3 p-3 lg:min-h-0 lg:grid-cols-[17rem_minmax(0,1fr)_20rem] lg:p-2">
        <RoomAgenda
          items={room.agenda} currentId={isOver ? null : itemId} openVersionId={place?.versionId ?? null}
          onMove={can.preside ? (id) => void verb.run('open-item', { itemId: id }) : null}
          onOpen={(versionId) => goTo({ versionId, page: 1 })}
        />
        <main id="paper" className="grid min-w-0 scroll-mt-2 content-start gap-2 lg:min-h-0 lg:overflow-y-auto lg:p-1">
          <div className="flex flex-wrap items-center gap-2">
            {presented === null || isLeading ? null : (
              <Button look={isFollowing ? 'primary' : 'plain'} aria-pressed={isFollowing} onClick={() => setFollowing(!isFollowing)}>
                {t(isFollowing ? 'screens.following' : 'screens.follow_again', { name: presented.name })}
              </Button>
            )}
            {can.present && place !== null ? (
              isLeading
                ? <Button onClick={() => void verb.run('present-page', { meetingId: room.id, versionId: null, page: null })}>{t('screens.stop_presenting')}</Button>
                : <Button onClick={() => present(place)}>{t('screens.present_page')}</Button>
            ) : null}
          </div>
          {place === null ? <Empty>{t('screens.no_papers')}</Empty> : (
            <PaperWithInk versionId={place.versionId} userId={userId} page={place.page} onPage={(page) => goTo({ versionId: place.versionId, page })} />
          )}
        </main>
        <aside className="grid content-start gap-3 lg:min-h-0 lg:overflow-y-auto lg:p-1" aria-label={t('screens.participation')}>
          <PollPanel meetingId={room.id} itemId={itemId} polls={polls} canCreate={can.preside} />
          {isOver ? null : <SpeakersPanel meetingId={room.id} speakers={speakers} />}
        </aside>
      </div>
      <RoomJumps isVoteWanted={wanted !== undefined} isOpen={!isOver} />
    </div>
  )
}

type Room = ReturnType<typeof useLoaderData<typeof loader>>['room']

/** What the socket says goes onto the screen at once; everything else makes the screen read again. */
function useRoomNews(room: Room): { isOnline: boolean } & Position {
  const { revalidate } = useRevalidator()
  const [isOnline, setOnline] = useState(false)
  const [heard, setHeard] = useState<Position | null>(null)
  const readings = useRef<Readings | null>(null)
  readings.current ??= new Readings(revalidate)
  useEffect(() => () => readings.current?.stop(), [])
  useSignOfLife(revalidate)

  const position = laterOf(positionIn(room), heard)
  useLive(
    `/live/meetings/${room.id}`,
    (message) => {
      setHeard((before) => positionAfter(laterOf(positionIn(room), before), message, room.participants))
      if (message.topic !== 'page.presented') readings.current?.ask(urgencyOf(message.topic))
    },
    () => readings.current?.ask('now'),
    setOnline,
  )
  return { isOnline, ...position }
}

function positionIn({ lastMove, currentItemId, presenter }: Room): Position {
  return { event: lastMove, itemId: currentItemId, presented: presenter }
}
