import { expect, test } from 'vitest'
import { StopInOrder } from './stop-in-order.ts'

test('what was started last is stopped first, each after the other, and one that fails keeps nobody running', async () => {
  const started = new StopInOrder()
  const stopped: string[] = []
  const failure = new Error('stuck')
  started.add(() => void stopped.push('database'))
  started.add(() => Promise.reject(failure))
  started.add(async () => {
    await Promise.resolve()
    stopped.push('server')
  })
  expect(started.isStopping).toBe(false)
  expect(await started.stop()).toEqual([failure])
  expect(stopped).toEqual(['server', 'database'])
})

test('a start that goes on while it is stopped leaves nothing running, and nothing is stopped twice', async () => {
  const started = new StopInOrder()
  const stopped: string[] = []
  started.add(() => {
    stopped.push('first')
    started.add(() => void stopped.push('second'))
  })
  const stopping = started.stop()
  expect(started.isStopping).toBe(true)
  await Promise.all([stopping, started.stop()])
  expect(stopped).toEqual(['first', 'second'])
})
