import type { Answer } from './edge.server.ts'

export interface Sending {
  onProgress: (percent: number) => void
  signal?: AbortSignal
}

/**
 * Posts a file and gives what the door answered. XMLHttpRequest, because fetch tells no progress of sending. Rejects when
 * the connection is lost, the sending is given up, or somebody else answered.
 */
export function sendFile<Data>(url: string, body: Blob | FormData, { onProgress, signal }: Sending): Promise<Answer<Data>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 100 : Math.round((100 * loaded) / total))
    request.onload = () => {
      const answer = answerIn<Data>(request.responseText)
      if (answer === null) reject(new Error(`HTTP ${request.status}`))
      else resolve(answer)
    }
    request.onerror = () => reject(new Error('connection lost'))
    request.onabort = () => reject(new Error('given up'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.open('POST', url)
    request.send(body)
  })
}

/** Null: not from a door of ours. A proxy before it may answer with a page of its own. */
export function answerIn<Data>(text: string): Answer<Data> | null {
  try {
    const answer = JSON.parse(text) as Partial<Answer<Data>> | null
    return answer?.ok === true || (answer?.ok === false && answer.refusal !== undefined) ? answer as Answer<Data> : null
  } catch {
    return null
  }
}
