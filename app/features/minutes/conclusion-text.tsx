import { isGeneralParty } from '#server/minutes/conclusion.ts'
import { Badge } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

export interface ShownUnit { duty: 'lead' | 'coordinating'; nameAsWritten: string; orgUnitId: string | null; unitName?: string | null; matchedName?: string | null }

/** A conclusion as it is read: text, who leads, who helps, until when. */
export function ConclusionText({ number, conclusion }: {
  number: number
  conclusion: { text: string; deadlineText: string | null; dueOn: string | null; units: readonly ShownUnit[] }
}) {
  const t = useT()
  const hasLead = conclusion.units.some(({ duty }) => duty === 'lead')
  return (
    <div className="grid gap-1">
      <p className="whitespace-pre-line"><span className="font-semibold">{number}.</span> {conclusion.text}</p>
      <ConclusionFacts conclusion={conclusion} />
      {hasLead ? null : <p className="no-print text-sm text-muted">{t('screens.without_task')}</p>}
    </div>
  )
}

/** Who leads, who helps, until when. */
export function ConclusionFacts({ conclusion: { dueOn, deadlineText, units } }: {
  conclusion: { deadlineText: string | null; dueOn: string | null; units: readonly ShownUnit[] }
}) {
  const t = useT()
  const { plainDay } = useDates()
  return (
    <div className="grid gap-0.5">
      <UnitLine label={t('screens.lead_unit')} units={units.filter(({ duty }) => duty === 'lead')} />
      <UnitLine label={t('screens.coordinating_units')} units={units.filter(({ duty }) => duty === 'coordinating')} />
      {dueOn === null && deadlineText === null ? null : <p className="text-sm"><span className="text-muted">{t('screens.deadline')}:</span> {dueOn === null ? deadlineText : plainDay(dueOn)}{dueOn !== null && deadlineText !== null ? <span className="text-muted"> ({deadlineText})</span> : null}</p>}
    </div>
  )
}

function UnitLine({ label, units }: { label: string; units: readonly ShownUnit[] }) {
  if (units.length === 0) return null
  return (
    <p className="text-sm">
      <span className="text-muted">{label}:</span>
      {units.map((unit, index) => <UnitName key={`${unit.nameAsWritten}-${unit.orgUnitId ?? ''}`} unit={unit} isLast={index === units.length - 1} />)}
    </p>
  )
}

/** A unit as the text names it, with what it is called today, or that nobody knows it. */
function UnitName({ unit, isLast }: { unit: ShownUnit; isLast: boolean }) {
  const t = useT()
  const today = unit.unitName ?? unit.matchedName ?? null
  const name = unit.nameAsWritten || today || ''
  return (
    <>
      {` ${name}`}
      {unit.orgUnitId !== null && today !== null && today !== name ? <span className="text-muted"> → {today}</span> : null}
      {unit.orgUnitId === null && !isGeneralParty(name) ? <> <Badge tone="warn">{t('screens.not_in_directory')}</Badge></> : null}
      {isLast ? null : ';'}
    </>
  )
}
