import { useId, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'

/** The secret of a new receiver. A browser without a clipboard (plain HTTP) selects it for copying by hand. */
export function SecretOnce({ name, secret, onKept }: { name: string; secret: string; onKept: () => void }) {
  const t = useT()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'copy_by_hand' | null>(null)

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret)
      setOutcome('copied')
    } catch {
      field.current?.select()
      setOutcome('copy_by_hand')
    }
  }

  return (
    <div className="card grid gap-3">
      <NoticeLine tone="warn">{t('desk.secret_once', { name })}</NoticeLine>
      <label htmlFor={id} className="font-semibold">{t('desk.secret')}</label>
      <div className="flex flex-wrap gap-3">
        <input id={id} ref={field} readOnly value={secret} className="field max-w-xl flex-1 font-mono" onFocus={({ target }) => target.select()} />
        <Button look="primary" onClick={() => void copy()}>{t('desk.copy')}</Button>
        <Button onClick={onKept}>{t('desk.secret_noted')}</Button>
      </div>
      {outcome === null ? null : <NoticeLine tone={outcome === 'copied' ? 'good' : 'info'}>{t(`desk.${outcome}`)}</NoticeLine>}
    </div>
  )
}
