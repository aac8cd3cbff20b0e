import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRef, useState } from 'react'
import { leadersInOffice, peopleOfUnits, unitsInForce } from '#server/directory/queries.ts'
import { meetingDetail } from '#server/meetings/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Badge, NoticeLine } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { AgendaEditor } from '../features/agenda/agenda-editor.tsx'
import { AnswerPanel } from '../features/meetings/answer-panel.tsx'
import { CancelMeeting, DeleteMeeting } from '../features/meetings/end-meeting.tsx'
import { InvitationText } from '../features/meetings/invitation-text.tsx'
import { MeetingForm } from '../features/meetings/meeting-form.tsx'
import { Participants } from '../features/meetings/participants.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useDates, useT, useWords } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.meetings')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const meeting = await meetingDetail(ctx, params['meetingId'] ?? '')
    const toName = meeting.unitInvitations.filter(({ canName }) => canName).map(({ orgUnitId }) => orgUnitId)
    return {
      meeting,
      leaders: meeting.can.prepare ? await leadersInOffice(ctx) : [],
      nameable: await peopleOfUnits(ctx, toName),
      units: meeting.can.prepare ? (await unitsInForce(ctx)).map(({ id, name }) => ({ id, name })) : [],
      uploadBytesMax: ctx.settings.uploadBytesMax,
    }
  })
}

export default function MeetingPage() {
  const t = useT()
  const dates = useDates()
  const { timeZone } = useWords()
  const { meeting, leaders, nameable, units, uploadBytesMax } = useLoaderData<typeof loader>()
  const verb = useVerb()
  // The revision that editing began on: a later one of somebody else must not be written over.
  const [editedRevision, setEditedRevision] = useState<number | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const isSending = useRef(false)
  // What has just been sent is sent again from this screen once something of it has changed.
  const [sentRevision, setSentRevision] = useState<number | null>(null)
  const { can, notice, id } = meeting
  const isEditing = editedRevision !== null

  async function convene(): Promise<void> {
    // The second of two quick taps comes before the button can look disabled.
    if (isSending.current) return
    isSending.current = true
    const result = await verb.run<{ isShortNotice: boolean; noticeWorkingDays: number; revision: number }>('convene-meeting', { meetingId: id, revision: meeting.revision })
    isSending.current = false
    if (result === null) return
    setSentRevision(result.revision)
    setSent(t(result.isShortNotice ? 'screens.convened_short' : 'screens.convened', { days: result.noticeWorkingDays }))
  }

  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <Badge tone={meeting.state === 'open' ? 'good' : meeting.state === 'cancelled' ? 'alert' : 'info'}>{t(`screens.meeting_state.${meeting.state}`)}</Badge>
          <h1 className="mt-1">{meeting.title}</h1>
        </div>
        <div className="no-print flex flex-wrap gap-2">
          {can.changeDetails ? <Button onClick={() => {
            verb.clear()
            setEditedRevision(isEditing ? null : meeting.revision)
          }}>{t(isEditing ? 'screens.cancel' : 'screens.edit')}</Button> : null}
          {can.convene ? <Button look={meeting.state === 'draft' ? 'primary' : 'plain'} disabled={verb.isBusy || sentRevision === meeting.revision} onClick={() => void convene()}>{t(meeting.state === 'draft' ? 'screens.send_invitations' : 'screens.send_again')}</Button> : null}
          {can.open ? <Button look="primary" onClick={() => void verb.run('open-meeting', { meetingId: id })}>{t('screens.open_meeting')}</Button> : null}
          {can.enter ? <ButtonLink look={can.open ? 'plain' : 'primary'} to={`/meetings/${id}/room`}>{t('screens.enter_room')}</ButtonLink> : null}
          {meeting.state === 'closed' || can.preside ? <ButtonLink look={meeting.state === 'closed' && can.preside ? 'primary' : 'plain'} to={`/meetings/${id}/conclusions`}>{t('screens.conclusions')}</ButtonLink> : null}
          {can.cancel ? <CancelMeeting meetingId={id} verb={verb} /> : null}
          {can.delete ? <DeleteMeeting meetingId={id} /> : null}
          <Button onClick={() => window.print()}>{t('desk.print')}</Button>
        </div>
      </div>
      {verb.refusal === null || isEditing ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {meeting.cancelledAt === null ? null : <NoticeLine tone="alert">{t('screens.cancelled_because', { at: dates.instant(meeting.cancelledAt), reason: meeting.cancelReason })}</NoticeLine>}
      {sent === null ? null : <NoticeLine tone="good">{sent}</NoticeLine>}
      {can.convene && notice.isShort && meeting.state === 'draft' && sent === null ? <NoticeLine tone="warn">{t('screens.short_notice', { days: notice.workingDays })}</NoticeLine> : null}
      {can.answer ? <AnswerPanel meetingId={id} me={meeting.me} /> : null}
      {isEditing ? (
        <MeetingForm
          leaders={withChair(leaders, meeting)}
          draft={{ ...meeting, startAt: localInput(meeting.startAt, timeZone), endAt: localInput(meeting.endAt, timeZone) }}
          verb={verb}
          onSubmit={(draft) => void verb.run('change-meeting', { ...draft, meetingId: id, revision: editedRevision }).then((done) => {
            if (done !== null) setEditedRevision(null)
          })}
        />
      ) : (
        <>
          <InvitationText meeting={meeting} />
          <AgendaEditor meetingId={id} items={meeting.agenda} people={presenters(meeting.participants, leaders)} canEdit={can.editAgenda} uploadBytesMax={uploadBytesMax} />
          <Participants meeting={meeting} nameable={nameable} units={units} />
        </>
      )}
    </div>
  )
}

interface Named { userId: string; name: string; title: string }

/** The chair stays in the list, even after leaving office. */
function withChair(leaders: readonly Named[], { chairId, chairName }: { chairId: string; chairName: string }): Named[] {
  const isListed = leaders.some(({ userId }) => userId === chairId)
  return isListed ? [...leaders] : [{ userId: chairId, name: chairName, title: '' }, ...leaders]
}

/** Who may present an item: those on the list, and leaders who are not on it yet. */
function presenters(seats: readonly Named[], leaders: readonly Named[]): Named[] {
  const seated = new Set(seats.map(({ userId }) => userId))
  return [...seats, ...leaders.filter(({ userId }) => !seated.has(userId))]
}

/** `YYYY-MM-DDTHH:mm` in the deployment's zone, as a date field wants it. */
function localInput(at: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at)).replace(' ', 'T')
}
