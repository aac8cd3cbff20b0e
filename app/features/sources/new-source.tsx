import { useMemo, useState } from 'react'
import { readHeading } from '#server/sources/heading.ts'
import { NOTATION_CHARS_MAX, TITLE_CHARS_MAX, type SourceHeading } from '#server/sources/source.ts'
import { TextField } from '../../components/field.tsx'
import { useT } from '../../i18n.ts'
import { TextToRead } from '../reading/text-to-read.tsx'
import type { VerbState } from '../use-verb.ts'

/** A document that has no meeting: its text, and what it is called, as the text itself says until a person says otherwise. */
export function NewSource({ verb, onProposed }: { verb: VerbState; onProposed: (sourceId: string) => void }) {
  const t = useT()
  const [written, setWritten] = useState<Partial<SourceHeading>>({})
  return (
    <TextToRead
      hint={t('sources.hint')} action={t('screens.read_text')} isBusy={verb.isBusy}
      fields={(text) => <HeadingFields text={text} written={written} onWrite={(change) => setWritten((before) => ({ ...before, ...change }))} />}
      onRead={async (text, sourceName) => {
        const done = await verb.run<{ sourceId: string }>('propose-source', { ...headingOf(text, written), sourceName, text })
        if (done === null) return false
        onProposed(done.sourceId)
        return true
      }}
    />
  )
}

function HeadingFields({ text, written, onWrite }: { text: string; written: Partial<SourceHeading>; onWrite: (change: Partial<SourceHeading>) => void }) {
  const t = useT()
  const heading = useMemo(() => headingOf(text, written), [text, written])
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <TextField label={t('sources.notation')} required maxLength={NOTATION_CHARS_MAX} placeholder="45/KH-UBND" value={heading.notation} onChange={({ target }) => onWrite({ notation: target.value })} />
      <TextField label={t('sources.issued_on')} type="date" required value={heading.issuedOn} onChange={({ target }) => onWrite({ issuedOn: target.value })} />
      <div className="md:col-span-2">
        <TextField label={t('sources.document_title')} hint={t('sources.proposed_from_text')} required maxLength={TITLE_CHARS_MAX} value={heading.title} onChange={({ target }) => onWrite({ title: target.value })} />
      </div>
    </div>
  )
}

function headingOf(text: string, written: Partial<SourceHeading>): SourceHeading {
  const read = readHeading(text)
  return {
    notation: written.notation ?? read.notation ?? '', issuedOn: written.issuedOn ?? read.issuedOn ?? '', title: written.title ?? read.title ?? '',
  }
}
