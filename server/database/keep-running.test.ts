import { expect, test } from 'vitest'
import { keepRunning } from './keep-running.ts'

const quiet = { log: () => undefined, pauseMs: 0 }
const atOnce = () => Promise.resolve()

test('what ends again and again at once is given up', async () => {
  let restarts = 0
  const restart = () => Promise.resolve(void (restarts += 1))
  expect(await keepRunning({ ...quiet, ended: atOnce, restart, isStopping: () => false })).toBe('given_up')
  expect(restarts).toBe(5)
})

test('what cannot be started again is given up, too, and says why each time', async () => {
  const said: string[] = []
  const restart = () => Promise.reject(new Error('the disk is full'))
  expect(await keepRunning({ ...quiet, log: (sentence) => said.push(sentence), ended: atOnce, restart, isStopping: () => false })).toBe('given_up')
  expect(said.filter((sentence) => sentence.includes('the disk is full'))).toHaveLength(5)
})

test('after a good time the count begins anew, however often it ends in a year', async () => {
  let restarts = 0
  const restart = () => Promise.resolve(void (restarts += 1))
  // Zero: every run is a good time.
  expect(await keepRunning({ ...quiet, ended: atOnce, restart, isStopping: () => restarts === 50, goodMs: 0 })).toBe('stopped')
})

test('what is stopped is not started again', async () => {
  const restart = () => Promise.reject(new Error('never'))
  expect(await keepRunning({ ...quiet, ended: atOnce, restart, isStopping: () => true })).toBe('stopped')
})
