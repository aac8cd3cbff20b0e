import { fork, type ChildProcess } from 'node:child_process'
import { Refusal } from '#server/kernel/refusal.ts'
import { childEntry } from '#signing/child-entry.ts'
import type { ValidationReport } from '#signing/validation/validate.ts'
import type { JudgeAnswer, JudgeQuestion } from './judge-process.ts'

export interface JudgeLimits {
  /** A file of 300 pages and ten signatures takes less than a second; a busy machine many times that. */
  judgeMs: number
  /** Until the process is up, which on a cold machine takes longer than judging. */
  startMs: number
  /** Files that wait for the one being judged. */
  waiting: number
}

const LIMITS: JudgeLimits = { judgeMs: 30_000, startMs: 60_000, waiting: 4 }
const IDLE_MS_MAX = 300_000
const HEAP_MB_MAX = 512

export type FileToJudge = Omit<JudgeQuestion, 'id'>

/**
 * Judges files of strangers one after another in a process of its own, which is started when it is needed, ends when
 * nothing came for five minutes, and is killed when a file keeps it busy for too long.
 */
export class Judge {
  readonly #limits: Readonly<JudgeLimits>
  readonly #startProcess: () => ChildProcess
  readonly #queue: { file: FileToJudge; resolve: (report: ValidationReport) => void; reject: (thrown: Error) => void }[] = []
  #child: ChildProcess | null = null
  #isBusy = false
  #isClosed = false
  #lastId = 0
  #idle: ReturnType<typeof setTimeout> | null = null

  constructor({ limits = LIMITS, startProcess = startJudgeProcess }: { limits?: Readonly<JudgeLimits>; startProcess?: () => ChildProcess } = {}) {
    this.#limits = limits
    this.#startProcess = startProcess
  }

  /** True when another file may be sent; asked before its bytes are received. */
  get hasRoom(): boolean {
    return !this.#isClosed && this.#queue.length < this.#limits.waiting
  }

  /** @throws Refusal verification.busy, verification.too_long; Error when the process could not judge */
  judge(file: FileToJudge): Promise<ValidationReport> {
    if (!this.hasRoom) return Promise.reject(new Refusal('verification.busy', {}, 503))
    return new Promise((resolve, reject) => {
      this.#queue.push({ file, resolve, reject })
      void this.#work()
    })
  }

  close(): void {
    this.#isClosed = true
    for (const { reject } of this.#queue.splice(0)) reject(new Refusal('verification.busy', {}, 503))
    this.#end(this.#child)
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    if (this.#idle !== null) clearTimeout(this.#idle)
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      await this.#ask(next.file).then(next.resolve, next.reject)
    }
    this.#isBusy = false
    this.#idle = setTimeout(() => this.#end(this.#child), IDLE_MS_MAX).unref()
  }

  #ask(file: FileToJudge): Promise<ValidationReport> {
    const isCold = this.#child === null
    const child = this.#child ?? this.#start()
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle(() => reject(new Refusal('verification.too_long', {}, 422)))
        this.#end(child)
      }, this.#limits.judgeMs + (isCold ? this.#limits.startMs : 0))
      const onAnswer = (answer: JudgeAnswer) => {
        if (answer.id !== id) return
        settle(() => ('report' in answer ? resolve(answer.report) : reject(new Error(answer.problem))))
      }
      // Out of memory, or killed: the file is to blame, not the one who sent it before.
      const onEnd = () => {
        settle(() => reject(this.#isClosed ? new Refusal('verification.busy', {}, 503) : new Refusal('verification.too_long', {}, 422)))
        this.#end(child)
      }
      const settle = (tell: () => void) => {
        clearTimeout(timer)
        child.off('message', onAnswer)
        child.off('exit', onEnd)
        child.off('error', onEnd)
        tell()
      }
      child.on('message', onAnswer)
      child.once('exit', onEnd)
      child.once('error', onEnd)
      child.send({ id, ...file } satisfies JudgeQuestion, (failed) => { if (failed !== null) onEnd() })
    })
  }

  #start(): ChildProcess {
    const child = this.#startProcess()
    child.on('error', () => undefined)
    // Ended while nothing was asked of it: the next file gets a new one, and is not to blame.
    child.once('exit', () => this.#forget(child))
    this.#child = child
    return child
  }

  #end(child: ChildProcess | null): void {
    child?.kill('SIGKILL')
    this.#forget(child)
  }

  /** By the time one process has ended, another may be at work. */
  #forget(child: ChildProcess | null): void {
    if (this.#child === child) this.#child = null
  }
}

export function startJudgeProcess(): ChildProcess {
  const { file, execArgv } = childEntry(import.meta.url, 'judge-process')
  // An empty environment: nothing of the application's settings or secrets goes along.
  return fork(file, [], { execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB_MAX}`], env: {} as NodeJS.ProcessEnv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
}
