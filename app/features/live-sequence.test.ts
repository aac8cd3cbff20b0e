import { expect, test } from 'vitest'
import { LiveSequence, type LiveMessage } from './live-sequence.ts'

function heard(...messages: LiveMessage[]): boolean[] {
  const sequence = new LiveSequence()
  return messages.map((message) => sequence.misses(message))
}

const hello = (seq: number, epoch = 'a'): LiveMessage => ({ topic: 'hello', seq, epoch })
const alive = (seq: number): LiveMessage => ({ topic: 'alive', seq })
const opened = (seq: number): LiveMessage => ({ topic: 'poll.opened', seq })

test('what happened between the page and the first word is read', () => {
  expect(heard(hello(0), opened(1), alive(1))).toEqual([true, false, false])
})

test('a gap is seen at the next announcement, or at the next sign of life', () => {
  expect(heard(hello(3), opened(4), opened(6), opened(7))).toEqual([true, false, true, false])
  expect(heard(hello(3), alive(5), opened(6))).toEqual([true, true, false])
})

test('a line that comes back is read again only when something was said meanwhile, or the server is another', () => {
  expect(heard(hello(3), hello(3), opened(4), hello(4))).toEqual([true, false, false, false])
  expect(heard(hello(3), hello(4))).toEqual([true, true])
  expect(heard(hello(3), hello(3, 'b'))).toEqual([true, true])
})
