import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import type { Answer } from '../../edge.server.ts'
import { useT } from '../../i18n.ts'

interface Props {
  hint: string
  action: string
  isBusy: boolean
  /** More to fill in, under the text that it is about. */
  fields?: (text: string) => ReactNode
  /** True: it was read, and the field is emptied. */
  onRead: (text: string, sourceName: string) => Promise<boolean>
}

/** A text, pasted or taken from a file. */
export function TextToRead({ hint, action, isBusy, fields, onRead }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const [sourceName, setSourceName] = useState('')
  const [isReading, setReading] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function take(file: File): Promise<void> {
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
    <form
      className="mt-3 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void onRead(text, sourceName).then((isDone) => {
          if (!isDone) return
          setText('')
          setSourceName('')
        })
      }}
    >
      <label className="inline-flex min-h-12 w-fit cursor-pointer items-center rounded-lg border border-dashed border-accent px-4 text-accent focus-within:outline-3 focus-within:outline-accent hover:bg-accent-soft">
        {t('reading.file')}
        <input
          type="file" accept=".txt,.docx,.pdf,text/plain,application/pdf" className="sr-only" disabled={isReading}
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file !== undefined) void take(file)
            target.value = ''
          }}
        />
      </label>
      {isReading ? <p role="status" className="text-muted">{t('reading.reading_file')}</p> : null}
      {sourceName === '' ? null : <p className="text-sm text-muted">{sourceName}</p>}
      {problem === null ? null : <NoticeLine tone="alert">{problem}</NoticeLine>}
      <TextArea label={t('screens.text_to_import')} hint={hint} rows={8} required value={text} onChange={({ target }) => setText(target.value)} />
      {fields?.(text)}
      <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy || isReading}>{isBusy ? t('screens.please_wait') : action}</Button>
    </form>
  )
}
