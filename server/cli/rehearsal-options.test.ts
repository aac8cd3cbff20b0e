import { expect, test } from 'vitest'
import { readOptions } from './rehearsal-options.ts'

const NEEDED = ['--notice', import.meta.filename, '--people', '50', '--out', 'out']

test('a step to pause after goes by its name or its number', () => {
  expect(readOptions([...NEEDED, '--pause-after', 'poll'])).toMatchObject({ pauseAfter: 'poll' })
  expect(readOptions([...NEEDED, '--pause-after', '3'])).toMatchObject({ pauseAfter: 'sign_in' })
  expect(readOptions([...NEEDED, '--pause-after', 'lunch'])).toHaveProperty('problem')
})

test('what cannot be a rehearsal is refused before anything starts', () => {
  expect(readOptions(NEEDED.slice(2))).toHaveProperty('problem')
  expect(readOptions(['--notice', 'no-such-file.txt', '--people', '5', '--out', 'out'])).toHaveProperty('problem')
  for (const people of ['0', '901', '2.5', 'many']) {
    expect(readOptions([...NEEDED.slice(0, 3), people, ...NEEDED.slice(4)])).toHaveProperty('problem')
  }
  expect(readOptions([...NEEDED, '--server', 'ftp://x'])).toHaveProperty('problem')
  expect(readOptions([...NEEDED, '--attendees', '3'])).toHaveProperty('problem')
})
