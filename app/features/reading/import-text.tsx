import { useState } from 'react'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'
import { TextToRead } from './text-to-read.tsx'

/** A text brought in, pasted or from a file. It becomes rows to look at, nothing more. */
export function ImportText({ meetingId, verb, onProposed }: { meetingId: string; verb: VerbState; onProposed: (importId: string) => void }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="card no-print" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('screens.import_text')}</summary>
      <TextToRead
        hint={t('screens.import_hint')} action={t('screens.read_text')} isBusy={verb.isBusy}
        onRead={async (text, sourceName) => {
          const done = await verb.run<{ importId: string }>('propose-import', { meetingId, sourceName, text })
          if (done === null) return false
          setOpen(false)
          onProposed(done.importId)
          return true
        }}
      />
    </details>
  )
}
