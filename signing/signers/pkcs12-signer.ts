import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { childEntry } from '../child-entry.ts'
import { SigningError } from '../signing-error.ts'
import { neverWaits } from './key-signer.ts'
import type { FromKeyProcess, ToKeyProcess } from './pkcs12-process.ts'
import type { Signer, SignerIdentity } from './signer.ts'

export interface Pkcs12Source { pkcs12: Uint8Array; password: string; algorithm?: SigningAlgorithm }

/** A cold start takes a second, on a busy machine many; signing with an open key takes milliseconds. */
const ANSWER_MS = { open: 300_000, sign: 60_000 } as const

type Question = ToKeyProcess extends infer Each ? Each extends ToKeyProcess ? Omit<Each, 'id'> : never : never

/**
 * Holds a PKCS #12 key in a process of its own, which sees signed attributes and never a document. Close it
 * after use: the process lives as long as the signer.
 *
 * @throws SigningError pkcs12.broken, pkcs12.wrong_password, signer.unreachable
 */
export async function openPkcs12Signer({ pkcs12, password, algorithm }: Pkcs12Source): Promise<Signer & { close(): void }> {
  const guarded = new KeyProcess()
  try {
    const opened = await guarded.ask({ kind: 'open', pkcs12, password, ...(algorithm === undefined ? {} : { algorithm }) })
    if (opened.kind !== 'opened') throw new SigningError('signer.answer_invalid')
    const identity: SignerIdentity = opened.identity
    return {
      identity: () => Promise.resolve(identity),
      async request(attributesDer) {
        const answer = await guarded.ask({ kind: 'sign', attributesDer })
        if (answer.kind !== 'signed') throw new SigningError('signer.answer_invalid')
        return { state: 'signed', value: answer.value }
      },
      collect: () => Promise.reject(neverWaits()),
      close: () => { guarded.close() },
    }
  } catch (error) {
    guarded.close()
    throw error
  }
}

class KeyProcess {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, { resolve(answer: FromKeyProcess): void; reject(error: Error): void }>()
  private lastId = 0

  constructor() {
    const { file, execArgv } = childEntry(import.meta.url, 'pkcs12-process')
    // An empty environment: nothing of the application's settings or secrets goes along.
    this.child = fork(file, [], { execArgv, env: {} as NodeJS.ProcessEnv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    // Who waits for an answer has a timer that keeps him; a key that nobody asks keeps nobody from ending.
    this.child.unref()
    this.child.channel?.unref()
    this.child.on('message', (answer: FromKeyProcess) => {
      this.waiting.get(answer.id)?.resolve(answer)
      this.waiting.delete(answer.id)
    })
    this.child.on('error', () => { this.fail() })
    this.child.on('exit', () => { this.fail() })
  }

  /** @throws SigningError signer.unreachable, and what the process refuses with */
  async ask(question: Question): Promise<FromKeyProcess> {
    const id = ++this.lastId
    const answer = await new Promise<FromKeyProcess>((resolve, reject) => {
      const timer = setTimeout(() => { this.close() }, ANSWER_MS[question.kind])
      this.waiting.set(id, {
        resolve: (value) => { clearTimeout(timer); resolve(value) },
        reject: (error) => { clearTimeout(timer); reject(error) },
      })
      if (this.child.connected) this.child.send({ ...question, id })
      else this.fail()
    })
    if (answer.kind === 'refused') throw new SigningError(answer.code)
    if (answer.kind === 'failed') throw new SigningError('signer.answer_invalid')
    return answer
  }

  close(): void {
    if (this.child.connected) this.child.disconnect()
    this.child.kill()
  }

  private fail(): void {
    for (const { reject } of this.waiting.values()) reject(new SigningError('signer.unreachable', 'the key process ended'))
    this.waiting.clear()
  }
}
