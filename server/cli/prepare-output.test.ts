import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

test('what is prepared before a command says nothing where the command writes its lines', () => {
  const steps = path.join(import.meta.dirname, '../../scripts/steps.mjs')
  const work = `const { step } = await import(${JSON.stringify(steps)}); console.log(await step('Building', async () => '{"kind":"assignment"}'))`
  expect(execFileSync(process.execPath, ['--input-type=module', '--eval', work], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })).toBe('{"kind":"assignment"}\n')
})
