import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { SigningError } from '#signing/signing-error.ts'
import { KeyProcesses } from './key-processes.ts'

/** Stands for the processes: which were started, which ended, and one that can be killed. */
function yard({ answersAfterMs = 0 } = {}) {
  const started: string[] = []
  const ended: string[] = []
  const dead = new Set<string>()
  const open = async ({ password }: { password: string }) => {
    const name = `${password}#${started.filter((one) => one.startsWith(`${password}#`)).length + 1}`
    started.push(name)
    return {
      identity: () => Promise.reject(new Error('not asked here')),
      request: async () => {
        await sleep(answersAfterMs)
        if (dead.has(name) || ended.includes(name)) throw new SigningError('signer.unreachable')
        return { state: 'signed' as const, value: Uint8Array.of(started.indexOf(name)) }
      },
      collect: () => Promise.reject(new Error('not asked here')),
      close: () => void ended.push(name),
    }
  }
  return { open, started, ended, kill: (name: string) => void dead.add(name) }
}

const keyOf = (processes: KeyProcesses, name: string) =>
  processes.signerOf(name, () => Promise.resolve({ pkcs12: new Uint8Array(), password: name }))
const attributes = Uint8Array.of(1)

test('a key is opened once for many signatures, two keys never in one process', async () => {
  const { open, started } = yard()
  const processes = new KeyProcesses({ open })
  await Promise.all([1, 2, 3].map(() => keyOf(processes, 'an').request(attributes)))
  await keyOf(processes, 'chau').request(attributes)
  expect(started).toEqual(['an#1', 'chau#1'])
})

test('a process that died while nobody asked is started again; one that dies at once is not started for ever', async () => {
  const { open, started, kill } = yard()
  const processes = new KeyProcesses({ open })
  await keyOf(processes, 'an').request(attributes)
  kill('an#1')
  expect(await keyOf(processes, 'an').request(attributes)).toMatchObject({ state: 'signed' })
  kill('an#2')
  kill('an#3')
  await expect(keyOf(processes, 'an').request(attributes)).rejects.toThrow('signer.unreachable')
  expect(started).toEqual(['an#1', 'an#2', 'an#3'])
  expect(await keyOf(processes, 'an').request(attributes)).toMatchObject({ state: 'signed' })
})

test('what is refused is not asked again', async () => {
  let opened = 0
  const processes = new KeyProcesses({
    open: () => {
      opened += 1
      return Promise.reject(new SigningError('pkcs12.wrong_password'))
    },
  })
  await expect(keyOf(processes, 'an').request(attributes)).rejects.toThrow('pkcs12.wrong_password')
  expect(opened).toBe(1)
  expect(processes.size).toBe(0)
})

test('the key that was asked longest ago gives way, never one that is signing', async () => {
  const { open, ended } = yard({ answersAfterMs: 40 })
  const processes = new KeyProcesses({ open, heldMax: 2 })
  const [first] = [keyOf(processes, 'an').request(attributes), keyOf(processes, 'binh').request(attributes)]
  await first
  await keyOf(processes, 'an').request(attributes)
  await keyOf(processes, 'chau').request(attributes)
  expect(ended).toEqual(['binh#1'])
  expect(processes.size).toBe(2)
})

test('a process that nobody asks ends by itself', async () => {
  const { open, ended } = yard()
  const processes = new KeyProcesses({ open, idleMs: 20 })
  await keyOf(processes, 'an').request(attributes)
  await expect.poll(() => ended).toEqual(['an#1'])
  expect(processes.size).toBe(0)
})
