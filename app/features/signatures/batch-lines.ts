/** One line of the answer to a batch: a document signed, or why not. */
export type BatchLine = { ok: true; requestId: string } | { ok: false; requestId: string; refusal: { message: string } }

/**
 * Reads an answer line by line as it arrives.
 *
 * @throws TypeError when the connection is lost
 */
export async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: BatchLine) => void): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    rest += value === undefined ? '' : decoder.decode(value, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') onLine(JSON.parse(line) as BatchLine)
    if (done) return
  }
}
