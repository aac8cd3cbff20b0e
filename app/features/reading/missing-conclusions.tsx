import { Tick } from '../../components/field.tsx'
import { useT } from '../../i18n.ts'

export interface KeptConclusion { id: string; position: number; revision: number; text: string }

/** What stands among the conclusions and not in the text: kept, unless a person says otherwise. */
export function MissingConclusions({ conclusions, removedIds, onChange }: { conclusions: readonly KeptConclusion[]; removedIds: readonly string[]; onChange: (removedIds: string[]) => void }) {
  const t = useT()
  if (conclusions.length === 0) return null
  return (
    <section className="grid gap-1 rounded-lg bg-warn-soft p-3">
      <h3 className="font-semibold text-warn">{t('reading.missing')}</h3>
      <ul className="grid gap-2">
        {conclusions.map(({ id, position, text }) => (
          <li key={id}>
            <Tick
              label={t('reading.remove_conclusion', { position })} checked={removedIds.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...removedIds, id] : removedIds.filter((one) => one !== id))}
            />
            <p className="text-sm">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
