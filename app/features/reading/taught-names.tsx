import type { TaughtName } from '#server/directory/taught-names.ts'
import { Button } from '../../components/button.tsx'
import { useDates, useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

/** What readings learned from corrections: who taught it, and a way to take it back. */
export function TaughtNames({ names, verb }: { names: readonly TaughtName[]; verb: VerbState }) {
  const t = useT()
  const { instant } = useDates()
  if (names.length === 0) return null
  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('reading.taught_names', { count: names.length })}</summary>
      <p className="mt-2 text-muted">{t('reading.taught_hint')}</p>
      <ul className="mt-2 grid gap-1">
        {names.map(({ key, name, unitName, taughtBy, taughtAt }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3">
            <span>“{name}” → <strong>{unitName}</strong></span>
            <span className="mr-auto text-sm text-muted">{t('reading.taught_by', { person: taughtBy, time: instant(taughtAt) })}</span>
            <Button look="quiet" aria-label={t('reading.forget_name', { name })} disabled={verb.isBusy} onClick={() => void verb.run('forget-name', { key })}>{t('reading.forget')}</Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
