import { expect, test } from 'vitest'
import { answerIn } from './send-file.ts'

test('what was taken and a refusal are told apart', () => {
  expect(answerIn('{"ok":true,"data":{}}')).toEqual({ ok: true, data: {} })
  const refused = { ok: false, refusal: { code: 'document.broken', message: 'Tệp hỏng.' } }
  expect(answerIn(JSON.stringify(refused))).toEqual(refused)
})

test.each(['', '<html>413 Request Entity Too Large</html>', 'null', '{}', '{"ok":false}'])('%j comes from somebody else, and is no end without a word', (text) => {
  expect(answerIn(text)).toBeNull()
})
