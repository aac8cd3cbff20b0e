import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea, TextField, Tick } from '../../components/field.tsx'
import { Badge, Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb, type VerbState } from '../use-verb.ts'

interface Poll {
  id: string
  question: string
  choices: string[]
  isSecret: boolean
  state: 'draft' | 'open' | 'closed'
  turnout: { entitledCount: number; castCount: number } | null
  result: { entitledCount: number; presentCount: number; castCount: number; counts: { choice: string; count: number }[] } | null
  mine: { hasSeat: boolean; castAt: Date | string | null; choice: string | null }
  can: { open: boolean; close: boolean; cast: boolean }
}

/** The polls of a meeting: vote while open, turnout meanwhile, result for everybody when closed. */
export function PollPanel({ meetingId, itemId, polls, canCreate }: { meetingId: string; itemId: string | null; polls: readonly Poll[]; canCreate: boolean }) {
  const t = useT()
  const verb = useVerb()
  return (
    <section id="polls" className="card grid scroll-mt-2 gap-3" aria-labelledby="polls-title">
      <h2 id="polls-title">{t('screens.polls')}</h2>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {polls.length === 0 ? <Empty>{t('screens.no_polls')}</Empty> : null}
      {[...polls].reverse().map((poll) => <PollCard key={poll.id} poll={poll} verb={verb} />)}
      {canCreate ? <NewPoll meetingId={meetingId} itemId={itemId} verb={verb} /> : null}
    </section>
  )
}

function PollCard({ poll, verb }: { poll: Poll; verb: VerbState }) {
  const t = useT()
  const [chosen, setChosen] = useState<string | null>(null)
  const { turnout, mine, can, result } = poll
  const closingQuestion = t('screens.close_poll_sure', { cast: turnout?.castCount ?? 0, entitled: turnout?.entitledCount ?? 0 })
  return (
    <article className="grid gap-2 rounded-lg border border-line p-3">
      <div className="flex flex-wrap gap-2">
        <Badge tone={poll.state === 'open' ? 'good' : 'plain'}>{t(`screens.poll_state.${poll.state}`)}</Badge>
        {poll.isSecret ? <Badge tone="info">{t('screens.secret_poll')}</Badge> : null}
      </div>
      <p className="font-semibold">{poll.question}</p>
      {poll.state === 'open' && turnout !== null ? <p className="text-sm text-muted">{t('screens.turnout', { cast: turnout.castCount, entitled: turnout.entitledCount })}</p> : null}
      {can.cast ? (
        <div className="grid gap-2" role="group" aria-label={poll.question}>
          {poll.choices.map((choice) => (
            // Chosen is not yet sent: only the button that sends is filled.
            <Button key={choice} look={chosen === choice ? 'chosen' : 'plain'} aria-pressed={chosen === choice} onClick={() => setChosen(choice)}>
              {chosen === choice ? <Check aria-hidden size={20} /> : null}{choice}
            </Button>
          ))}
          <Button look="primary" disabled={chosen === null || verb.isBusy} onClick={() => void verb.run('cast-ballot', { pollId: poll.id, choice: chosen })}>{t('screens.cast_ballot')}</Button>
        </div>
      ) : null}
      {mine.castAt === null ? null : <p className="text-sm text-good">{mine.choice === null ? t('screens.ballot_cast') : t('screens.ballot_cast_as', { choice: mine.choice })}</p>}
      {result === null ? null : (
        <ul className="grid gap-1" aria-label={t('screens.result')}>
          {result.counts.map(({ choice, count }) => (
            <li key={choice} className="grid gap-0.5">
              <span className="flex justify-between"><span>{choice}</span><span className="font-semibold">{count}</span></span>
              <span className="h-2 rounded bg-paper"><span className="block h-2 rounded bg-accent" style={{ width: `${result.castCount === 0 ? 0 : (100 * count) / result.castCount}%` }} /></span>
            </li>
          ))}
          <li className="text-sm text-muted">{t('screens.turnout', { cast: result.castCount, entitled: result.entitledCount })}</li>
        </ul>
      )}
      {can.open ? <Button look="primary" onClick={() => void verb.run('open-poll', { pollId: poll.id })}>{t('screens.open_poll')}</Button> : null}
      {can.close ? <Button look="danger" onClick={() => { if (window.confirm(closingQuestion)) void verb.run('close-poll', { pollId: poll.id }) }}>{t('screens.close_poll')}</Button> : null}
    </article>
  )
}

function NewPoll({ meetingId, itemId, verb }: { meetingId: string; itemId: string | null; verb: VerbState }) {
  const t = useT()
  const [question, setQuestion] = useState('')
  const [choices, setChoices] = useState('Tán thành\nKhông tán thành\nKhông ý kiến')
  const [isSecret, setSecret] = useState(false)
  return (
    <details>
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('screens.new_poll')}</summary>
      <form
        className="mt-2 grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const lines = choices.split('\n').map((line) => line.trim()).filter(Boolean)
          void verb.run('create-poll', { meetingId, itemId, question, choices: lines, isSecret }).then((done) => { if (done !== null) setQuestion('') })
        }}
      >
        <TextField label={t('screens.question')} required value={question} onChange={({ target }) => setQuestion(target.value)} />
        <TextArea label={t('screens.choices')} hint={t('screens.choices_hint')} value={choices} onChange={({ target }) => setChoices(target.value)} />
        <Tick label={t('screens.secret_poll')} checked={isSecret} onChange={({ target }) => setSecret(target.checked)} />
        <Button type="submit" disabled={verb.isBusy}>{t('screens.create_poll')}</Button>
      </form>
    </details>
  )
}
