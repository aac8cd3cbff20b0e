import { useRevalidator } from '@remix-run/react'
import { useCallback, useState } from 'react'
import type { Answer } from '../edge.server.ts'
import { useT } from '../i18n.ts'

export interface VerbState {
  isBusy: boolean
  /** The sentence of the last refusal, until the next attempt. */
  refusal: string | null
  fields: Readonly<Record<string, string[]>>
  /** Null when refused. */
  run: <T>(verb: string, input: unknown) => Promise<T | null>
  clear: () => void
}

/** Sends a command and lets the screen read again. The answer to a lost connection is a sentence, not silence. */
export function useVerb({ reload = true }: { reload?: boolean } = {}): VerbState {
  const t = useT()
  const revalidator = useRevalidator()
  const [running, setRunning] = useState(0)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [fields, setFields] = useState<Readonly<Record<string, string[]>>>({})
  const revalidate = revalidator.revalidate

  const run = useCallback(
    async <T,>(verb: string, input: unknown): Promise<T | null> => {
      setRunning((count) => count + 1)
      setRefusal(null)
      setFields({})
      try {
        const answer = await post<T>(`/api/v1/${verb}`, input)
        if (answer.ok) {
          if (reload) revalidate()
          return answer.data
        }
        setRefusal(answer.refusal.message)
        setFields(answer.refusal.fields ?? {})
        if (reload) revalidate()
        return null
      } catch {
        setRefusal(t('screens.offline'))
        return null
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [reload, revalidate, t],
  )
  return { isBusy: running > 0, refusal, fields, run, clear: () => setRefusal(null) }
}

async function post<T>(url: string, input: unknown): Promise<Answer<T>> {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input) })
  return (await response.json()) as Answer<T>
}
