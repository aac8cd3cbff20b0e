import Check from 'lucide-react/icons/check'
import Hourglass from 'lucide-react/icons/hourglass'
import { useDates, useT } from '../../i18n.ts'

export interface ShownStep {
  kind: 'draft' | 'approve' | 'number' | 'sign' | 'seal' | 'issue'
  state: 'done' | 'current' | 'ahead'
  person: string
  at: Date | string | null
}

const LOOKS = { done: 'border-good bg-good-soft', current: 'border-accent bg-accent-soft ring-1 ring-accent', ahead: 'border-line bg-card text-muted' } as const

/** Who waits for whom: the steps of a notice in a line, with person and time, and in words who is next. */
export function RouteLine({ steps }: { steps: readonly ShownStep[] }) {
  const t = useT()
  const { brief } = useDates()
  return (
    <ol aria-label={t('signing.route')} className="grid grid-cols-2 gap-1.5 sm:grid-cols-3 lg:grid-cols-6 print:grid-cols-6">
      {steps.map(({ kind, state, person, at }, index) => (
        <li key={`${kind}-${index}`} aria-current={state === 'current' ? 'step' : undefined} className={`min-w-0 rounded-lg border px-2.5 py-2 text-sm ${LOOKS[state]}`}>
          <span className="flex items-center gap-1.5 font-semibold">
            {state === 'done' ? <Check aria-hidden size={16} className="shrink-0 text-good" /> : state === 'current' ? <Hourglass aria-hidden size={16} className="shrink-0 text-accent" /> : null}
            {t(`signing.step.${kind}`)}<span className="sr-only">: {t(`signing.step_state.${state}`)}</span>
          </span>
          <span className="block break-words">{person}</span>
          {at === null ? null : <span className="block text-muted">{state === 'current' ? t('signing.since', { when: brief(at) }) : brief(at)}</span>}
        </li>
      ))}
    </ol>
  )
}

/** The same in two short sentences, for a list. */
export function RouteWords({ steps }: { steps: readonly ShownStep[] }) {
  const t = useT()
  const { instant } = useDates()
  const at = steps.findIndex(({ state }) => state === 'current')
  const [current, next] = [steps[at], at < 0 ? undefined : steps[at + 1]]
  if (current === undefined) return null
  const words = ({ person, kind }: ShownStep) => ({ person, step: t(`signing.step.${kind}`).toLocaleLowerCase() })
  return (
    <span className="grid gap-0.5">
      <span>{t('signing.waits_for', words(current))}{current.at === null ? '' : ` (${t('signing.since', { when: instant(current.at) })})`}</span>
      {next === undefined ? null : <span className="text-sm text-muted">{t('signing.then', words(next))}</span>}
    </span>
  )
}
