import { BATCH_MAX } from '#server/signatures/signature.ts'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n.ts'

/** Under the thumb: how many are chosen, what is still to be read, and the one button. */
export function SignBar({ chosen, unseen, isBusy, progress, onNextUnseen, onSign }: {
  chosen: number
  /** Of the chosen, those that were not shown to the end. */
  unseen: number
  isBusy: boolean
  /** How far a batch under way has come, in words; null while none is. */
  progress: string | null
  onNextUnseen: () => void
  onSign: () => void
}) {
  const t = useT()
  const areTooMany = chosen > BATCH_MAX
  const words = progress !== null ? progress : chosen === 0 ? t('signing.chosen_none', { max: BATCH_MAX })
    : areTooMany ? t('refusals.signature.batch_too_large', { max: BATCH_MAX, count: chosen }) : t('signing.chosen', { count: chosen })
  return (
    <div className="no-print sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-card px-4 py-3 shadow-[0_-4px_12px_rgb(0_0_0/0.06)]">
      <p role="status" className={`mr-auto ${areTooMany ? 'text-alert' : ''}`}>
        {words}{chosen > 0 && unseen > 0 && !areTooMany ? <span className="block text-sm text-warn">{t('signing.unseen_left', { count: unseen })}</span> : null}
      </p>
      {chosen > 0 && unseen > 0 ? <Button look="primary" disabled={isBusy} onClick={onNextUnseen}>{t('signing.next_unseen')}</Button> : null}
      <Button look={unseen > 0 ? 'plain' : 'primary'} disabled={isBusy || chosen === 0 || unseen > 0 || areTooMany} onClick={onSign}>{chosen === 0 ? t('signing.desk') : t('signing.sign_count', { count: chosen })}</Button>
    </div>
  )
}
