import type { AppLoadContext } from '@remix-run/node'
import { expect, test, vi } from 'vitest'
import { handleError } from './entry.server.tsx'

/** What a loader throws to say no, as the pages' own library hands it on. */
const answer = (status: number) => ({ status, statusText: '', internal: false, data: { message: 'Không tìm thấy cuộc họp.' } })

test('a fault of a page is logged, an answer that says no is not', () => {
  const error = vi.fn()
  const context = { page: { log: { error } } } as unknown as AppLoadContext
  const handle = (thrown: unknown, request = new Request('http://localhost/meetings')) => handleError(thrown, { request, context })
  handle(answer(404))
  handle(answer(403))
  handle(new Error('gone'), new Request('http://localhost/meetings', { signal: AbortSignal.abort() }))
  expect(error).not.toHaveBeenCalled()
  const fault = new Error('the disk is full')
  handle(fault)
  handle(answer(500))
  expect(error).toHaveBeenCalledTimes(2)
  expect(error).toHaveBeenCalledWith({ err: fault }, 'page failed')
})
