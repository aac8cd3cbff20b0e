import { expect, test } from 'vitest'
import { readLines, type BatchLine } from './batch-lines.ts'

function arriving(...pieces: string[]): ReadableStream<Uint8Array> {
  const bytes = pieces.map((piece) => new Uint8Array(Buffer.from(piece, 'latin1')))
  return new ReadableStream({
    start(controller) {
      for (const piece of bytes) controller.enqueue(piece)
      controller.close()
    },
  })
}

test('lines are told as they come, wherever the network cuts them, inside a letter too', async () => {
  const text = Buffer.from('{"ok":true,"requestId":"a"}\n{"ok":false,"requestId":"b","refusal":{"message":"Đã ký rồi."}}\n').toString('latin1')
  for (let at = 1; at < text.length; at += 7) {
    const lines: BatchLine[] = []
    await readLines(arriving(text.slice(0, at), text.slice(at)), (line) => lines.push(line))
    expect(lines).toEqual([{ ok: true, requestId: 'a' }, { ok: false, requestId: 'b', refusal: { message: 'Đã ký rồi.' } }])
  }
})

test('a line that was not finished is none', async () => {
  const lines: BatchLine[] = []
  await readLines(arriving('{"ok":true,"requestId":"a"}\n{"ok":tr'), (line) => lines.push(line))
  expect(lines).toHaveLength(1)
})
