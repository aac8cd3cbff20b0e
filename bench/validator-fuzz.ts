import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What a judging process says about the file made from the seed it was sent. */
export interface FuzzAnswer {
  seed: number
  verdict: string
  mutations: string[]
  /** Valid although what was signed, or its look, changed. */
  isFalselyValid: boolean
  /** Of processor time. */
  cpuMs: number
  rssMb: number
}

export interface FuzzResult {
  files: number
  valid: number
  invalid: number
  indeterminate: number
  falselyValid: number
  crashes: number
  /** Files that took more than two seconds of processor time, or did not end at all. */
  hangs: number
  slowestCpuMs: number
  peakRssMb: number
}

const FILES = 10_000
const CPU_MS_MAX = 2000
/** How often a file that is still being judged is looked at. A busy machine stretches two seconds of work to minutes. */
const LOOK_EVERY_MS = 5000
/** Without an answer after so much processor time it does not end. */
const ENDLESS_CPU_MS = 10_000
/** Where nothing tells the processor time. */
const ENDLESS_WALL_MS = 120_000
/** Ticks of a second in which Linux counts processor time. */
const TICKS = 100
const HEAP_MB = 384
const REPORT_EVERY = 500
const WORKER = path.join(import.meta.dirname, 'validator-fuzz-worker.ts')

/**
 * Judges mutated PDFs in processes of their own and counts what must never happen: a crash, a hang, much memory, and
 * a valid verdict on a file whose signed bytes or look changed.
 */
export async function validatorFuzz(files = Number(process.env['FUZZ_FILES'] ?? FILES)): Promise<FuzzResult> {
  const result: FuzzResult = {
    files: 0, valid: 0, invalid: 0, indeterminate: 0, falselyValid: 0, crashes: 0, hangs: 0, slowestCpuMs: 0, peakRssMb: 0,
  }
  // One process after another: a new one takes over when the last one crashed or hung.
  let child: ChildProcess | null = null
  for (let seed = 0; seed < files; seed++) {
    child ??= await startWorker()
    const answer = await ask(child, seed)
    result.files++
    if (typeof answer === 'string') {
      result[answer]++
      console.error(`${answer}: seed ${seed}`)
      child = null
    } else count(result, answer)
    if (result.files % REPORT_EVERY === 0) console.log(JSON.stringify(result))
  }
  child?.kill()
  return result
}

async function startWorker(): Promise<ChildProcess> {
  const child = fork(WORKER, [], { execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MB}`] })
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', reject)
  })
  return child
}

function ask(child: ChildProcess, seed: number): Promise<FuzzAnswer | 'crashes' | 'hangs'> {
  return new Promise((resolve) => {
    const end = (answer: FuzzAnswer | 'crashes' | 'hangs'): void => {
      clearInterval(timer)
      child.removeAllListeners()
      resolve(answer)
    }
    const [from, startedAt] = [cpuMsOf(child), Date.now()]
    const timer = setInterval(() => {
      const now = cpuMsOf(child)
      const isEndless = from === null || now === null ? Date.now() - startedAt > ENDLESS_WALL_MS : now - from > ENDLESS_CPU_MS
      if (!isEndless) return
      child.kill('SIGKILL')
      end('hangs')
    }, LOOK_EVERY_MS)
    child.once('message', (answer: FuzzAnswer) => { end(answer) })
    child.once('exit', () => { end('crashes') })
    child.send(seed)
  })
}

/** User and system time of a running process; null where there is no /proc. */
function cpuMsOf({ pid }: ChildProcess): number | null {
  try {
    const fields = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 1000 / TICKS
  } catch {
    return null
  }
}

function count(result: FuzzResult, { seed, verdict, mutations, isFalselyValid, cpuMs, rssMb }: FuzzAnswer): void {
  if (verdict === 'VALID') result.valid++
  else if (verdict === 'INVALID') result.invalid++
  else result.indeterminate++
  if (isFalselyValid) {
    result.falselyValid++
    console.error(`falsely valid: seed ${seed} (${mutations.join(' ')})`)
  }
  if (cpuMs > CPU_MS_MAX) {
    result.hangs++
    console.error(`slow: seed ${seed}, ${Math.round(cpuMs)} ms (${mutations.join(' ')})`)
  }
  result.slowestCpuMs = Math.max(result.slowestCpuMs, Math.round(cpuMs))
  result.peakRssMb = Math.max(result.peakRssMb, rssMb)
}
