import { Link } from '@remix-run/react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Badge } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

interface Room {
  id: string
  title: string
  state: string
  presence: { present: number; invited: number }
  me: { isPresent: boolean }
  can: { join: boolean; open: boolean; close: boolean; prepare: boolean }
}

/** Which session this is, whether the tablet hears it, who is there, and what one may do about that. */
export function RoomHeader({ room, isOnline, verb }: { room: Room; isOnline: boolean; verb: VerbState }) {
  const t = useT()
  const { can, me, presence, state } = room
  const run = (name: string) => void verb.run(name, { meetingId: room.id })
  return (
    <header className="flex flex-wrap items-center gap-2 border-b border-line bg-card px-3 py-2">
      <Link to={`/meetings/${room.id}`} className="inline-flex min-h-12 items-center px-2 text-accent">← {t('screens.leave_room')}</Link>
      <h1 title={room.title} className="order-last min-w-0 basis-full truncate text-base font-semibold md:order-none md:flex-1 md:basis-0">{room.title}</h1>
      <Badge tone={isOnline ? 'good' : 'alert'}>{t(isOnline ? 'screens.online' : 'screens.reconnecting')}</Badge>
      {state === 'closed' || state === 'cancelled' ? null : <Badge tone="info">{t('screens.presence', { present: presence.present, invited: presence.invited })}</Badge>}
      {me.isPresent ? <Badge tone="good">{t('screens.you_are_present')}</Badge> : null}
      {me.isPresent || !can.join ? null : <Button look="primary" onClick={() => run('mark-presence')}>{t('screens.check_in')}</Button>}
      {me.isPresent && state === 'open' ? <Button look="quiet" disabled={verb.isBusy} onClick={() => run('leave-meeting')}>{t('screens.check_out')}</Button> : null}
      {can.open ? <Button look="primary" onClick={() => run('open-meeting')}>{t('screens.open_meeting')}</Button> : null}
      {can.close ? <Button look="danger" onClick={() => { if (window.confirm(t('screens.close_meeting_sure'))) run('close-meeting') }}>{t('screens.close_meeting')}</Button> : null}
      {state === 'closed' && can.prepare ? <ButtonLink look="primary" to={`/meetings/${room.id}/conclusions`}>{t('screens.conclusions')}</ButtonLink> : null}
    </header>
  )
}
