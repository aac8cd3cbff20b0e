import Trash2 from 'lucide-react/icons/trash-2'
import { useEffect, useRef } from 'react'
import { REMARK_CHARS_MAX } from '#server/correspondence/page-remark.ts'
import { REASON_CHARS_MAX } from '#server/workflows/approval.ts'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { useT } from '../../i18n.ts'
import type { PlacedRemark } from './remark-layer.tsx'

interface Props {
  remarks: readonly PlacedRemark[]
  reason: string
  chosen: number | null
  isBusy: boolean
  onChoose: (index: number) => void
  onWrite: (index: number, text: string) => void
  onRemove: (index: number) => void
  onReason: (text: string) => void
  onReturn: () => void
  onCancel: () => void
}

/** The remarks beside the page they were placed on, and the two ways out. */
export function ReturnForm({ remarks, reason, chosen, isBusy, onChoose, onWrite, onRemove, onReason, onReturn, onCancel }: Props) {
  const t = useT()
  const isReady = remarks.every(({ text }) => text.trim() !== '') && (remarks.length > 0 || reason.trim() !== '')
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector<HTMLTextAreaElement>(`[data-remark="${chosen}"] textarea`)?.focus({ preventScroll: true })
  }, [chosen, remarks.length])
  return (
    <section className="card grid content-start gap-3 border-alert" aria-label={t('signing.return_title')}>
      <h3 className="font-semibold">{t('signing.return_title')}</h3>
      <p className="text-sm text-muted">{t('signing.return_hint')}</p>
      <ol ref={list} className="grid gap-3">
        {remarks.map(({ page, text }, index) => (
          <li key={index} data-remark={index} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
            <TextArea label={t('signing.remark_on_page', { number: index + 1, page })} rows={4} value={text} maxLength={REMARK_CHARS_MAX} onFocus={() => onChoose(index)} onChange={({ target }) => onWrite(index, target.value)} />
            <Button look="quiet" aria-label={t('signing.remove_remark', { number: index + 1 })} onClick={() => onRemove(index)}><Trash2 aria-hidden size={20} /></Button>
          </li>
        ))}
      </ol>
      <TextArea label={t('signing.whole_reason')} rows={2} value={reason} maxLength={REASON_CHARS_MAX} onChange={({ target }) => onReason(target.value)} />
      <div className="flex flex-wrap gap-2">
        <Button look="danger" disabled={isBusy || !isReady} onClick={onReturn}>{remarks.length === 0 ? t('signing.return_now') : t('signing.return_count', { count: remarks.length })}</Button>
        <Button onClick={onCancel}>{t('screens.cancel')}</Button>
      </div>
    </section>
  )
}
