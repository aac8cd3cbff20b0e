import { Badge } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

export interface ShownUnit { duty: 'lead' | 'coordinating'; nameAsWritten: string; orgUnitId: string | null; unitName?: string | null; matchedName?: string | null }

/** A conclusion as it is read: text, who leads, who helps, until when. */
export function ConclusionText({ number, conclusion }: {
  number: number
  conclusion: { text: string; deadlineText: string | null; dueOn: string | null; units: readonly ShownUnit[] }
}) {
  const t = useT()
  const { plainDay } = useDates()
  const { text, dueOn, deadlineText, units } = conclusion
  return (
    <div className="grid gap-1">
      <p className="whitespace-pre-line"><span className="font-semibold">{number}.</span> {text}</p>
      <UnitLine label={t('screens.lead_unit')} units={units.filter(({ duty }) => duty === 'lead')} />
      <UnitLine label={t('screens.coordinating_units')} units={units.filter(({ duty }) => duty === 'coordinating')} />
      {dueOn === null && deadlineText === null ? null : <p className="text-sm"><span className="text-muted">{t('screens.deadline')}:</span> {dueOn === null ? deadlineText : plainDay(dueOn)}{dueOn !== null && deadlineText !== null ? <span className="text-muted"> ({deadlineText})</span> : null}</p>}
    </div>
  )
}

function UnitLine({ label, units }: { label: string; units: readonly ShownUnit[] }) {
  const t = useT()
  if (units.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-muted">{label}:</span>
      {units.map((unit) => {
        const today = unit.unitName ?? unit.matchedName ?? null
        const name = unit.nameAsWritten || today || ''
        return (
          <span key={`${name}-${unit.orgUnitId ?? ''}`} className="inline-flex items-center gap-1">
            {name}
            {unit.orgUnitId === null ? <Badge tone="warn">{t('screens.not_in_directory')}</Badge> : today !== null && today !== name ? <span className="text-muted">→ {today}</span> : null}
          </span>
        )
      })}
    </p>
  )
}
