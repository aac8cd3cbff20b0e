import { useRevalidator } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { useT } from '../../i18n.ts'
import { answerIn } from '../../send-file.ts'
import { readLines } from './batch-lines.ts'

/** A document as it is shown on the desk. */
export interface DocumentToSign {
  requestId: string
  title: string
  notation: string | null
  versionId: string
  sha256: string
  pageCount: number
  meetingId: string | null
}

export type Outcome = { state: 'waiting' | 'signing' | 'signed' | 'unknown' } | { state: 'refused'; message: string }

export interface Batch {
  documents: readonly DocumentToSign[]
  outcomes: Readonly<Record<string, Outcome>>
  isRunning: boolean
  /** The connection was lost: what became of the rest, the list tells. */
  isLost: boolean
}

/** How many of a batch are decided. */
export function progressOf({ documents, outcomes }: Batch): { done: number; count: number } {
  const isDone = (requestId: string) => ['signed', 'refused'].includes(outcomes[requestId]?.state ?? '')
  return { done: documents.filter(({ requestId }) => isDone(requestId)).length, count: documents.length }
}

/** Signs what was confirmed; every document tells what became of it as soon as it is known. */
export function useBatch() {
  const t = useT()
  const { revalidate } = useRevalidator()
  const [batch, setBatch] = useState<Batch | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)

  const sign = useCallback(async (documents: readonly DocumentToSign[]): Promise<void> => {
    const outcomes = new Map<string, Outcome>(documents.map(({ requestId }, index) => [requestId, { state: index === 0 ? 'signing' : 'waiting' }]))
    const show = (rest: Pick<Batch, 'isRunning' | 'isLost'>) => setBatch({ documents, outcomes: Object.fromEntries(outcomes), ...rest })
    setRefusal(null)
    show({ isRunning: true, isLost: false })
    let isLost = false
    try {
      const response = await post(documents)
      if (!isByLines(response)) {
        const answer = answerIn<never>(await response.text())
        setBatch(null)
        setRefusal(answer === null || answer.ok ? t('screens.offline') : answer.refusal.message)
        return revalidate()
      }
      await readLines(response.body, (line) => {
        outcomes.set(line.requestId, line.ok ? { state: 'signed' } : { state: 'refused', message: line.refusal.message })
        const next = documents.find(({ requestId }) => outcomes.get(requestId)?.state === 'waiting')
        if (next !== undefined) outcomes.set(next.requestId, { state: 'signing' })
        show({ isRunning: true, isLost: false })
      })
    } catch {
      isLost = true
    }
    for (const [requestId, { state }] of outcomes) {
      if (state !== 'waiting' && state !== 'signing') continue
      outcomes.set(requestId, { state: 'unknown' })
      isLost = true
    }
    show({ isRunning: false, isLost })
    revalidate()
  }, [revalidate, t])

  return { batch, refusal, sign, close: () => setBatch(null), reload: revalidate }
}

function post(documents: readonly DocumentToSign[]): Promise<Response> {
  const body = { documents: documents.map(({ requestId, versionId, sha256 }) => ({ requestId, confirmation: versionId, sha256 })) }
  return fetch('/api/v1/sign-documents', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
}

function isByLines(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  return response.body !== null && (response.headers.get('content-type') ?? '').startsWith('application/x-ndjson')
}
