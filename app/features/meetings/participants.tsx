import { useState } from 'react'
import { matchesSearch } from '#server/directory/person-name.ts'
import { Button } from '../../components/button.tsx'
import { Choice, TextField } from '../../components/field.tsx'
import { Badge, Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'
import { usePeopleSearch } from './use-people-search.ts'

interface Person { userId: string; name: string; title: string; orgUnitId: string }

interface Seat {
  id: string
  userId: string
  name: string
  title: string
  unitName: string
  role: 'chair' | 'secretary' | 'member' | 'guest'
  reply: 'none' | 'accepted' | 'declined'
  replyReason: string | null
  isPresent: boolean
}

interface Props {
  meeting: {
    id: string
    state: string
    participants: Seat[]
    unitInvitations: { orgUnitId: string; name: string; attendees: string[]; canName: boolean }[]
    replies: { accepted: number; declined: number; none: number }
    can: { invite: boolean; uninvite: boolean; markOthers: boolean }
  }
  /** Of the units for which the reader names who attends. */
  nameable: readonly Person[]
  units: readonly { id: string; name: string }[]
}

/** A list that is longer than a screen can be searched. */
const FILTERED_FROM = 12

/** Who is invited, who answered what, who is there; with the means to invite. */
export function Participants({ meeting, nameable, units }: Props) {
  const t = useT()
  const verb = useVerb()
  const { participants, unitInvitations, replies, can } = meeting
  const [search, setSearch] = useState('')
  const shown = participants.filter(({ name, title, unitName }) => matchesSearch([name, title, unitName], search))
  // Before the invitations go out nobody can have answered.
  const wasInvited = meeting.state !== 'draft'
  // Who was invited is told by mail that he no longer is.
  const isSure = (name: string) => !wasInvited || window.confirm(t('screens.uninvite_sure', { name }))
  return (
    <section className="card grid gap-4" aria-labelledby="people">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="people" className="mr-auto">{t('screens.participants', { count: participants.length })}</h2>
        {wasInvited ? (
          <>
            <Badge tone={replies.accepted === 0 ? 'plain' : 'good'}>{t('screens.accepted_count', { count: replies.accepted })}</Badge>
            <Badge tone={replies.declined === 0 ? 'plain' : 'alert'}>{t('screens.declined_count', { count: replies.declined })}</Badge>
            <Badge tone="plain">{t('screens.silent_count', { count: replies.none })}</Badge>
          </>
        ) : null}
      </div>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {can.invite ? <InvitePeople invitedIds={new Set(participants.map(({ userId }) => userId))} onInvite={(userIds, role) => void verb.run('invite-people', { meetingId: meeting.id, userIds, role })} /> : null}
      {can.invite ? <InviteUnits units={units.filter(({ id }) => !unitInvitations.some(({ orgUnitId }) => orgUnitId === id))} onInvite={(orgUnitId) => void verb.run('invite-units', { meetingId: meeting.id, orgUnitIds: [orgUnitId] })} /> : null}
      {unitInvitations.map(({ orgUnitId, name, attendees, canName }) => (
        <div key={orgUnitId} className="flex flex-wrap items-end gap-3 rounded-lg bg-paper p-3">
          <span className="mr-auto"><span className="font-semibold">{name}</span><br /><span className="text-sm text-muted">{attendees.length === 0 ? t('screens.nobody_named') : attendees.join(', ')}</span></span>
          {canName ? <NameAttendee people={nameable.filter((person) => person.orgUnitId === orgUnitId)} onName={(userId) => void verb.run('name-attendee', { meetingId: meeting.id, orgUnitId, userId })} /> : null}
          {can.uninvite && attendees.length === 0 ? <Button look="quiet" aria-label={t('screens.remove_named', { name })} onClick={() => { if (isSure(name)) void verb.run('uninvite-unit', { meetingId: meeting.id, orgUnitId }) }}>{t('screens.remove')}</Button> : null}
        </div>
      ))}
      {participants.length > FILTERED_FROM ? <div className="no-print"><TextField label={t('screens.filter_participants')} type="search" value={search} onChange={({ target }) => setSearch(target.value)} /></div> : null}
      {shown.length === 0 ? <Empty>{t('screens.nobody_found')}</Empty> : null}
      <ul className="divide-y divide-line">
        {shown.map((seat) => (
          <li key={seat.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1"><span className="font-semibold">{seat.name}</span> <span className="text-sm text-muted">{[seat.title, seat.title.includes(seat.unitName) ? '' : seat.unitName].filter(Boolean).join(', ')}</span>{seat.replyReason === null ? null : <span className="block text-sm text-alert">{seat.replyReason}</span>}</span>
            <span className="text-sm text-muted">{t(`screens.role.${seat.role}`)}</span>
            {seat.isPresent ? <Badge tone="good">{t('screens.present')}</Badge> : !wasInvited ? null : <Badge tone={seat.reply === 'accepted' ? 'info' : seat.reply === 'declined' ? 'alert' : 'plain'}>{t(`screens.reply.${seat.reply}`)}</Badge>}
            {can.markOthers && !seat.isPresent ? <Button onClick={() => void verb.run('mark-presence', { meetingId: meeting.id, participantId: seat.id })}>{t('screens.mark_present')}</Button> : null}
            {can.uninvite && (seat.role === 'member' || seat.role === 'guest') ? <Button look="quiet" aria-label={t('screens.remove_named', { name: seat.name })} onClick={() => { if (isSure(seat.name)) void verb.run('remove-participant', { meetingId: meeting.id, participantId: seat.id }) }}>{t('screens.remove')}</Button> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function InvitePeople({ invitedIds, onInvite }: { invitedIds: ReadonlySet<string>; onInvite: (userIds: string[], role: 'member' | 'guest') => void }) {
  const t = useT()
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<'member' | 'guest'>('member')
  const { people, count, hasFailed } = usePeopleSearch(search)
  const uninvited = [...new Set(people.map(({ userId }) => userId))].filter((userId) => !invitedIds.has(userId))
  return (
    <details className="rounded-lg bg-paper p-3">
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('screens.invite_people')}</summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-[1fr_12rem]">
        <TextField label={t('screens.search_people')} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
        <Choice label={t('screens.invited_as')} value={role} onChange={({ target }) => setRole(target.value === 'guest' ? 'guest' : 'member')}>
          <option value="member">{t('screens.role.member')}</option>
          <option value="guest">{t('screens.role.guest')}</option>
        </Choice>
      </div>
      {uninvited.length < 2 ? null : <Button className="mt-3" onClick={() => onInvite(uninvited, role)}>{t('screens.invite_all', { count: uninvited.length })}</Button>}
      <ul className="mt-3 grid gap-1">
        {people.map((person) => (
          <li key={`${person.userId} ${person.title}`} className="flex items-center gap-3">
            <span className="flex-1"><span className="font-semibold">{person.name}</span> <span className="text-sm text-muted">{person.title}, {person.orgUnitName}</span></span>
            {invitedIds.has(person.userId)
              ? <Badge tone="plain">{t('screens.already_invited')}</Badge>
              : <Button aria-label={t('screens.invite_named', { name: person.name })} onClick={() => onInvite([person.userId], role)}>{t('screens.invite')}</Button>}
          </li>
        ))}
      </ul>
      {hasFailed ? <NoticeLine tone="alert">{t('screens.search_failed')}</NoticeLine> : null}
      {search.trim() === '' || hasFailed ? null : <p role="status" className="mt-2 text-sm text-muted">{t('screens.found_count', { count })}</p>}
    </details>
  )
}

function InviteUnits({ units, onInvite }: { units: readonly { id: string; name: string }[]; onInvite: (orgUnitId: string) => void }) {
  const t = useT()
  const [chosen, setChosen] = useState('')
  return (
    <div className="grid gap-x-3 gap-y-1 sm:grid-cols-[1fr_auto] sm:items-end">
      <Choice label={t('screens.invite_unit')} value={chosen} onChange={({ target }) => setChosen(target.value)}>
        <option value="">{t('screens.choose')}</option>
        {units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </Choice>
      <Button disabled={chosen === ''} onClick={() => { onInvite(chosen); setChosen('') }}>{t('screens.invite')}</Button>
      <p className="text-sm text-muted">{t('screens.invite_unit_hint')}</p>
    </div>
  )
}

function NameAttendee({ people, onName }: { people: readonly Person[]; onName: (userId: string) => void }) {
  const t = useT()
  const [chosen, setChosen] = useState('')
  return (
    <>
      <Choice label={t('screens.who_attends')} value={chosen} onChange={({ target }) => setChosen(target.value)}>
        <option value="">{t('screens.choose')}</option>
        {people.map(({ userId, name, title }) => <option key={userId} value={userId}>{name}, {title}</option>)}
      </Choice>
      <Button disabled={chosen === ''} onClick={() => onName(chosen)}>{t('screens.name_attendee')}</Button>
    </>
  )
}
