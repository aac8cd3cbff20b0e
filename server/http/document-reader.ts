import { fork, type ChildProcess } from 'node:child_process'
import { Refusal } from '#server/kernel/refusal.ts'
import type { UnreadableReason } from '#server/tasks/extraction/readers/unreadable.ts'
import { childEntry } from '#signing/child-entry.ts'
import { DOCUMENT_TEXT_BYTES_MAX } from './document-text-limit.ts'
import type { ReadingAnswer } from './reading-process.ts'

const REFUSED: Readonly<Record<UnreadableReason, string>> = {
  missing: 'reading.broken', not_a_file: 'reading.broken', broken: 'reading.broken', encrypted: 'reading.broken',
  too_large: 'reading.too_large', not_text: 'reading.unknown_kind', unknown_kind: 'reading.unknown_kind',
  no_text_layer: 'reading.no_text', empty: 'reading.no_text',
}

/** A plan of sixty pages takes less than a second, the start of the process included; a busy machine many times that. */
const READING_MS_MAX = 30_000
/** Two cores: one file is read while the meeting goes on. */
const READING_MAX = 2
const HEAP_MB_MAX = 512

export interface DocumentReader {
  /** @throws Refusal reading.busy, reading.too_long, and by what is wrong with the file as in `REFUSED` */
  read(bytes: Uint8Array): Promise<string>
  close(): void
}

/** Reads each file in a process of its own, and ends the process when that takes too long. */
export function makeDocumentReader({ readingMs = READING_MS_MAX, readingMax = READING_MAX, start = startReadingProcess } = {}): DocumentReader {
  const reading = new Set<ChildProcess>()
  return {
    async read(bytes) {
      if (reading.size >= readingMax) throw new Refusal('reading.busy', {}, 503)
      const child = start()
      reading.add(child)
      try {
        return textOf(await answerOf(child, bytes, readingMs))
      } finally {
        reading.delete(child)
        child.kill('SIGKILL')
      }
    },
    close() {
      for (const child of reading) child.kill('SIGKILL')
    },
  }
}

/** Null: the process did not come to an end in time, or ended without a word; its memory is bounded too. */
function answerOf(child: ChildProcess, bytes: Uint8Array, readingMs: number): Promise<ReadingAnswer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), readingMs)
    child.once('message', (answer: ReadingAnswer) => resolve(answer))
    child.once('exit', () => resolve(null))
    child.once('error', () => resolve(null))
    child.once('exit', () => clearTimeout(timer))
    child.send(bytes, (failed) => { if (failed !== null) resolve(null) })
  })
}

function textOf(answer: ReadingAnswer | null): string {
  if (answer === null) throw new Refusal('reading.too_long', {}, 422)
  if ('text' in answer) return answer.text
  if ('problem' in answer) throw new Error(answer.problem)
  if (answer.unreadable === 'too_large') throw readingTooLarge()
  throw new Refusal(REFUSED[answer.unreadable], {}, 422)
}

export function readingTooLarge(): Refusal {
  return new Refusal('reading.too_large', { maxMb: DOCUMENT_TEXT_BYTES_MAX / 1_000_000 }, 413)
}

function startReadingProcess(): ChildProcess {
  const { file, execArgv } = childEntry(import.meta.url, 'reading-process')
  // An empty environment: nothing of the application's settings or secrets goes along.
  return fork(file, [], { execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB_MAX}`], env: {} as NodeJS.ProcessEnv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
}
