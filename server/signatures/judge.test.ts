import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Judge, startJudgeProcess, type FileToJudge, type JudgeLimits } from './judge.ts'

/** For a process that has to come up on a busy machine. */
const PATIENT: JudgeLimits = { judgeMs: 120_000, startMs: 120_000, waiting: 4 }
const UNSIGNED = { verdict: 'INDETERMINATE', code: 'NO_SIGNATURE' }

let question: FileToJudge
const judges: Judge[] = []

beforeAll(async () => {
  const document = await PDFDocument.create()
  document.addPage([595, 842])
  question = { pdf: await document.save(), anchorsDer: [], at: new Date('2026-11-23T02:00:00Z') }
})
afterEach(() => judges.splice(0).forEach((judge) => judge.close()))

function judgeWith(limits: JudgeLimits): { judge: Judge; processes: ChildProcess[] } {
  const processes: ChildProcess[] = []
  const startProcess = () => {
    const started = startJudgeProcess()
    processes.push(started)
    return started
  }
  const judge = new Judge({ limits, startProcess })
  judges.push(judge)
  return { judge, processes }
}

test('one process judges one file after the other; when it ends while nothing is asked of it, the next file gets a new one', async () => {
  const { judge, processes } = judgeWith(PATIENT)
  expect(await Promise.all([judge.judge(question), judge.judge(question)])).toMatchObject([UNSIGNED, UNSIGNED])
  expect(processes).toHaveLength(1)
  const [first] = processes
  first?.kill('SIGKILL')
  if (first !== undefined) await once(first, 'exit')
  expect(await judge.judge(question)).toMatchObject(UNSIGNED)
  expect(processes).toHaveLength(2)
})

test('a process that is killed over a file gives no verdict on it, and the next file gets a new one', async () => {
  const { judge, processes } = judgeWith(PATIENT)
  const [first, second] = [judge.judge(question), judge.judge(question)]
  processes[0]?.kill('SIGKILL')
  await expect(first).rejects.toMatchObject({ code: 'verification.too_long' })
  expect(await second).toMatchObject(UNSIGNED)
  expect(processes).toHaveLength(2)
})

test('a process that takes too long is ended, and the next file is judged by a new one', async () => {
  const limits = { ...PATIENT, judgeMs: 0, startMs: 0 }
  const { judge, processes } = judgeWith(limits)
  await expect(judge.judge(question)).rejects.toMatchObject({ code: 'verification.too_long' })
  expect(processes[0]?.killed).toBe(true)
  Object.assign(limits, PATIENT)
  expect(await judge.judge(question)).toMatchObject(UNSIGNED)
  expect(processes).toHaveLength(2)
})

test('too many wait in vain, and nobody is judged any more when all is closed', async () => {
  const { judge } = judgeWith({ ...PATIENT, waiting: 1 })
  const answers = Promise.allSettled([judge.judge(question), judge.judge(question), judge.judge(question)])
  judge.close()
  const busy = { status: 'rejected', reason: { code: 'verification.busy' } }
  expect(await answers).toMatchObject([busy, busy, busy])
  await expect(judge.judge(question)).rejects.toMatchObject({ code: 'verification.busy' })
})
