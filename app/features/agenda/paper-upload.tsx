import { useRevalidator } from '@remix-run/react'
import { useId, useState } from 'react'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { sendFile } from '../../send-file.ts'

interface Upload {
  name: string
  percent: number
  problem: string | null
}

/** One or more PDF files for an item, each with its own progress and its own refusal. */
export function PaperUpload({ itemId, title, bytesMax }: { itemId: string; title: string; bytesMax: number }) {
  const t = useT()
  const inputId = useId()
  const { revalidate } = useRevalidator()
  const [uploads, setUploads] = useState<readonly Upload[]>([])

  async function send(files: readonly File[]): Promise<void> {
    setUploads(files.map(({ name }) => ({ name, percent: 0, problem: null })))
    const update = (index: number, change: Partial<Upload>) =>
      setUploads((now) => now.map((upload, at) => (at === index ? { ...upload, ...change } : upload)))
    for (const [index, file] of files.entries()) {
      // Told before a minute of uploading, in the same words as the server would.
      const answer = file.size > bytesMax
        ? t('refusals.document.too_large', { fileName: file.name, maxMb: Math.floor(bytesMax / 1_000_000) })
        : await upload(`/agenda-items/${itemId}/papers`, file, (percent) => update(index, { percent })).catch(() => t('screens.offline'))
      update(index, { percent: 100, problem: answer })
      revalidate()
    }
    setUploads((now) => now.filter(({ problem }) => problem !== null))
  }

  return (
    <div className="grid gap-2">
      <label htmlFor={inputId} className="inline-flex min-h-12 w-fit cursor-pointer items-center rounded-lg border border-dashed border-accent px-4 text-accent focus-within:outline-3 focus-within:outline-accent hover:bg-accent-soft">
        {t('screens.add_papers')}
        <input
          id={inputId}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          className="sr-only"
          aria-label={t('screens.add_papers_to', { title })}
          onChange={({ target }) => {
            void send([...(target.files ?? [])])
            target.value = ''
          }}
        />
      </label>
      {uploads.map(({ name, percent, problem }) => problem === null ? (
        <div key={name} className="grid gap-1 text-sm">
          <span>{name} · {percent}%</span>
          <progress className="h-3 w-full" value={percent} max={100} aria-label={name} />
        </div>
      ) : <NoticeLine key={name} tone="alert">{problem}</NoticeLine>)}
    </div>
  )
}

/** Null when it arrived, otherwise the sentence of the refusal. */
async function upload(url: string, file: File, onProgress: (percent: number) => void): Promise<string | null> {
  const form = new FormData()
  form.append('file', file, file.name.normalize('NFC'))
  const answer = await sendFile(url, form, { onProgress })
  return answer.ok ? null : answer.refusal.message
}
