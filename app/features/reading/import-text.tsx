import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import type { Answer } from '../../edge.server.ts'
import { useT } from '../../i18n.ts'
import type { VerbState } from '../use-verb.ts'

/** A text brought in, pasted or from a file. It becomes rows to look at, nothing more. */
export function ImportText({ meetingId, verb }: { meetingId: string; verb: VerbState }) {
  const t = useT()
  const [text, setText] = useState('')
  const [sourceName, setSourceName] = useState('')
  const [isReading, setReading] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function read(file: File): Promise<void> {
    setReading(true)
    setProblem(null)
    try {
      const response = await fetch('/document-texts', { method: 'POST', body: file })
      const answer = (await response.json()) as Answer<{ text: string }>
      if (!answer.ok) return setProblem(answer.refusal.message)
      setSourceName(file.name)
      setText(answer.data.text)
    } catch {
      setProblem(t('screens.offline'))
    } finally {
      setReading(false)
    }
  }

  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer content-center font-semibold text-accent">{t('screens.import_text')}</summary>
      <form
        className="mt-3 grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void verb.run('propose-import', { meetingId, sourceName, text }).then((done) => { if (done !== null) setText('') })
        }}
      >
        <label className="grid gap-1 font-semibold">
          {t('reading.file')}
          <input
            type="file" accept=".txt,.docx,.pdf,text/plain,application/pdf" className="field font-normal" disabled={isReading}
            onChange={({ target }) => {
              const file = target.files?.[0]
              if (file !== undefined) void read(file)
              target.value = ''
            }}
          />
        </label>
        {isReading ? <p role="status" className="text-muted">{t('reading.reading_file')}</p> : null}
        {problem === null ? null : <NoticeLine tone="alert">{problem}</NoticeLine>}
        <TextArea label={t('screens.text_to_import')} hint={t('screens.import_hint')} rows={8} required value={text} onChange={({ target }) => setText(target.value)} />
        <Button type="submit" look="primary" disabled={verb.isBusy || isReading}>{verb.isBusy ? t('screens.please_wait') : t('screens.read_text')}</Button>
      </form>
    </details>
  )
}
