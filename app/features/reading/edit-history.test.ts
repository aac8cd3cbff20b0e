import { expect, test } from 'vitest'
import { after, historyOf, undone } from './edit-history.ts'

test('what is typed into one field is one step, and everything before it stays undoable', () => {
  let history = historyOf('a')
  history = after(history, 'a|b', null)
  for (const typed of ['a|b1', 'a|b12']) history = after(history, typed, 'text of row 1')
  history = after(history, 'a|b12|due', 'day of row 1')
  const steps: string[] = []
  while (history.past.length > 0) {
    history = undone(history)
    steps.push(history.now)
  }
  expect(steps).toEqual(['a|b12', 'a|b', 'a'])
  expect(undone(history)).toBe(history)
})

test('typing after an undo is a step of its own', () => {
  const typed = after(after(historyOf('a'), 'ab', 'text'), 'abc', 'text')
  const again = after(undone(typed), 'ax', 'text')
  expect(undone(again).now).toBe('a')
})

test('a step that changes nothing cannot be undone, and no more than a hundred are kept', () => {
  expect(after(historyOf('a'), 'a', null).past).toEqual([])
  let history = historyOf(0)
  for (let step = 1; step <= 150; step++) history = after(history, step, null)
  expect(history.past).toHaveLength(100)
})
