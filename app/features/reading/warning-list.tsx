import type { ExtractionWarning } from '#server/tasks/extraction/assignment.ts'
import { useT, type T } from '../../i18n.ts'

/** Where the text contradicts itself or leaves something open: told, never repaired. */
export function WarningList({ warnings }: { warnings: readonly ExtractionWarning[] }) {
  const t = useT()
  if (warnings.length === 0) return null
  return (
    <div role="status" className="rounded-lg bg-warn-soft px-4 py-3 text-warn">
      <p className="font-semibold">{t('reading.warnings', { count: warnings.length })}</p>
      <ul className="list-disc pl-6">{warnings.map((warning, index) => <li key={index}>{sentenceOf(t, warning)}</li>)}</ul>
    </div>
  )
}

function sentenceOf(t: T, warning: ExtractionWarning): string {
  switch (warning.code) {
    case 'annex_total_differs': return t('reading.warning.annex_total_differs', { stated: warning.stated, added: warning.added })
    case 'stated_total_differs': return t('reading.warning.stated_total_differs', { stated: warning.stated, annex: warning.annex })
    case 'unit_of_money_unstated': return t('reading.warning.unit_of_money_unstated', { section: warning.section })
    case 'lead_missing_in_table': return t('reading.warning.lead_missing_in_table', { section: warning.section, candidates: warning.candidates.join(', ') || '?' })
    case 'row_without_cells': return t('reading.warning.row_without_cells', { section: warning.section })
    case 'annex_missing': return t('reading.warning.annex_missing', { annex: warning.annex })
    case 'article_missing': return t('reading.warning.article_missing', { article: warning.article })
    case 'deadline_without_year': return t('reading.warning.deadline_without_year', { section: warning.section, deadlineText: warning.deadlineText })
  }
}
