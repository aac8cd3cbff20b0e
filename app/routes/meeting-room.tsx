import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { meetingRoom } from '#server/meetings/queries.ts'
import { pollsOfMeeting } from '#server/polls/queries.ts'
import { speakersOfMeeting } from '#server/speakers/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Badge, Empty, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { PaperWithInk } from '../features/documents/paper-with-ink.tsx'
import { laterOf, positionAfter, type Place, type Position } from '../features/meetings/position.ts'
import { Readings, urgencyOf } from '../features/meetings/readings.ts'
import { useSignOfLife } from '../features/meetings/use-sign-of-life.ts'
import { PollPanel } from '../features/polls/poll-panel.tsx'
import { SpeakersPanel } from '../features/speakers/speakers-panel.tsx'
import { useLive } from '../features/use-live.ts'
import { useVerb } from '../features/use-verb.ts'
import { useT } from '../i18n.ts'
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
  const { room, polls, speakers, userId } = useLoaderData<typeof loader>()
  const verb = useVerb()
  const { isOnline, itemId, presented } = useRoomNews(room)
  const [isFollowing, setFollowing] = useState(true)
  const [chosen, setChosen] = useState<(Place & { itemId: string | null }) | null>(null)
  const { can } = room

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

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line bg-card px-3 py-2">
        <Link to={`/meetings/${room.id}`} className="inline-flex min-h-12 items-center px-2 text-accent">← {t('screens.leave_room')}</Link>
        <h1 className="min-w-0 flex-1 truncate text-base font-semibold">{room.title}</h1>
        <Badge tone={isOnline ? 'good' : 'alert'}>{t(isOnline ? 'screens.online' : 'screens.reconnecting')}</Badge>
        <Badge tone="info">{t('screens.presence', { present: room.presence.present, invited: room.presence.invited })}</Badge>
        {room.me.isPresent || !can.join ? null : <Button look="primary" onClick={() => void verb.run('mark-presence', { meetingId: room.id })}>{t('screens.check_in')}</Button>}
        {room.me.isPresent ? <Badge tone="good">{t('screens.you_are_present')}</Badge> : null}
        {room.me.isPresent && room.state === 'open' ? <Button look="quiet" disabled={verb.isBusy} onClick={() => void verb.run('leave-meeting', { meetingId: room.id })}>{t('screens.check_out')}</Button> : null}
        {can.open ? <Button look="primary" onClick={() => void verb.run('open-meeting', { meetingId: room.id })}>{t('screens.open_meeting')}</Button> : null}
        {can.close ? <Button look="danger" onClick={() => { if (window.confirm(t('screens.close_meeting_sure'))) void verb.run('close-meeting', { meetingId: room.id }) }}>{t('screens.close_meeting')}</Button> : null}
        {room.state === 'closed' && can.prepare ? <ButtonLink look="primary" to={`/meetings/${room.id}/conclusions`}>{t('screens.conclusions')}</ButtonLink> : null}
      </header>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {room.state === 'closed' ? <NoticeLine tone="info">{t('screens.meeting_is_closed')}</NoticeLine> : null}
      <div className="grid flex-1 gap-3 p-3 lg:grid-cols-[17rem_minmax(0,1fr)_20rem]">
        <nav aria-label={t('screens.agenda')} className="grid content-start gap-2">
          <h2>{t('screens.agenda')}</h2>
          <ol className="grid gap-2">
            {room.agenda.map((item) => (
              <li key={item.id} aria-current={item.id === itemId ? 'step' : undefined} className={`rounded-lg border p-3 ${item.id === itemId ? 'border-accent bg-accent-soft' : 'border-line bg-card'}`}>
                <p className="font-semibold">{item.position}. {item.title}</p>
                <p className="text-sm text-muted">{[item.presenterName, t('screens.minutes', { count: item.minutesPlanned })].filter(Boolean).join(' · ')}</p>
                {item.id === itemId ? <Badge tone="good">{t('screens.current_item')}</Badge> : null}
                {can.preside && item.id !== itemId ? <Button className="mt-2 w-full" onClick={() => void verb.run('open-item', { itemId: item.id })}>{t('screens.move_here')}</Button> : null}
                <ul>
                  {item.papers.map((paper) => (
                    <li key={paper.paperId}>
                      <button type="button" className="link min-h-11 text-left" aria-pressed={place?.versionId === paper.versionId} onClick={() => goTo({ versionId: paper.versionId, page: 1 })}>{paper.title}</button>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </nav>
        <main className="grid content-start gap-2">
          <div className="flex flex-wrap items-center gap-2">
            {presented === null ? null : (
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
        <aside className="grid content-start gap-3" aria-label={t('screens.participation')}>
          <PollPanel meetingId={room.id} itemId={itemId} polls={polls} canCreate={can.preside} />
          <SpeakersPanel meetingId={room.id} speakers={speakers} />
        </aside>
      </div>
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
