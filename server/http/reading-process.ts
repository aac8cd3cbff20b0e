import { readDocument } from '#server/tasks/extraction/readers/read-document.ts'
import { UnreadableDocument, type UnreadableReason } from '#server/tasks/extraction/readers/unreadable.ts'

/*
 * The process that reads one file somebody brought, and ends: a small file may unpack into an hour of reading, which
 * would be an hour without a server for everybody in a meeting.
 */

export type ReadingAnswer = { text: string } | { unreadable: UnreadableReason } | { problem: string }

process.once('message', (bytes: Uint8Array) => void read(bytes).then((answer) => process.send?.(answer, () => process.exit(0))))
process.on('disconnect', () => process.exit(0))

async function read(bytes: Uint8Array): Promise<ReadingAnswer> {
  try {
    return { text: await readDocument(bytes) }
  } catch (thrown) {
    if (thrown instanceof UnreadableDocument) return { unreadable: thrown.reason }
    return { problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }
  }
}
