import { Link } from '@remix-run/react'
import { useDates, useT } from '../../i18n.ts'

export interface ListedSource {
  id: string
  notation: string
  issuedOn: string
  title: string
  createdAt: string | Date
  createdBy: string
  decidedAt: string | Date | null
  decidedBy: string | null
}

/** A document by its title, number and date, and who had it in hand last. */
export function SourceLine({ source }: { source: ListedSource }) {
  return (
    <div className="grid min-w-0 flex-1 gap-1">
      <Link to={`/source-documents/${source.id}`} className="link inline-flex min-h-11 items-center font-semibold">{source.title}</Link>
      <SourceFacts source={source} />
    </div>
  )
}

export function SourceFacts({ source }: { source: ListedSource }) {
  const t = useT()
  const { plainDay, instant } = useDates()
  const { notation, issuedOn, createdAt, createdBy, decidedAt, decidedBy } = source
  const hand = decidedAt === null || decidedBy === null
    ? t('sources.read_by', { person: createdBy, time: instant(createdAt) })
    : t('sources.assigned_by', { person: decidedBy, time: instant(decidedAt) })
  return <p className="text-sm text-muted">{t('sources.heading', { notation, day: plainDay(issuedOn) })} · {hand}</p>
}
