import { fork, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { startLocalAuthority } from '#signing/fixtures/local-authority.ts'
import { signDocument } from '#signing/pades/sign-document.ts'
import { PdfFile } from '#signing/pdf/pdf-file.ts'
import { makePkcs12 } from '#signing/pki/make-pkcs12.ts'
import { keySigner } from '#signing/signers/key-signer.ts'
import type { Signer } from '#signing/signers/signer.ts'
import { makePaper } from './signing-inputs.ts'
import type { Task, ToolInput, ToolName } from './signing-tools.ts'
import { PEERS_FOLDER, TOOLS, VISIBLE } from './signing-tools.ts'
import type { FromWorker, ToWorker } from './signing-worker.ts'

/** One line of the table; times are medians in milliseconds without what was spent waiting for servers, memory is the process's peak in MB. */
export interface SigningRow { task: string; tool: string; runs: number; wallMs: number; p95Ms: number; cpuMs: number; peakMb: number; idleMb: number; toLibpdf: number | null }

const SMALL = { pages: 100, images: 10, sizeBytes: 5_000_000 }
const LARGE = { pages: 300, images: 30, sizeBytes: 40_000_000 }
const SMALL_ROUNDS = 30
const LARGE_ROUNDS = 3
/** The first runs of every tool warm it up and do not count: a server signs all day. */
const WARM_ROUNDS = 4
const PASSWORD = 'bench'

/** Our signer beside the others, one process each, in turns: whatever else the machine does falls on all of them. */
export async function signing(): Promise<SigningRow[]> {
  installPeers()
  const folder = mkdtempSync(path.join(tmpdir(), 'nghi-su-bench-'))
  const authority = await startLocalAuthority()
  // A key whose status can be asked: RSA 2048, as the law's tokens had for years.
  const key = { pkcs12: makePkcs12({ ...authority.leader, friendlyName: 'bench' }, PASSWORD), password: PASSWORD }
  try {
    const input = (name: string, paper: Uint8Array): ToolInput => {
      const paperFile = path.join(folder, name)
      writeFileSync(paperFile, paper)
      return { paperFile, ...key, timestampUrl: authority.timestampUrl, rootDer: authority.rootDer }
    }
    const small = await makePaper(SMALL)
    return [
      ...await inTurns(TOOLS, ['invisible'], input('small.pdf', small), SMALL_ROUNDS),
      ...await inTurns(['ours', '@libpdf/core'], ['visible', 'invisible'], input('small.pdf', small), SMALL_ROUNDS),
      ...await inTurns(['ours', '@libpdf/core'], ['eight_then_archive'], input('large.pdf', await makePaper(LARGE)), LARGE_ROUNDS),
      ...await oursAlone(small, keySigner(authority.leader)),
    ]
  } finally {
    await authority.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function installPeers(): void {
  if (process.env['BENCH_PEERS'] !== undefined || existsSync(path.join(PEERS_FOLDER, 'node_modules'))) return
  console.log('• Installing the libraries to be measured beside ours…')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS_FOLDER, stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm ci failed in ${PEERS_FOLDER}`)
}

type Ran = Extract<FromWorker, { kind: 'ran' }>

/** Each tool does the first of the tasks that it can do. */
async function inTurns(tools: readonly ToolName[], tasks: readonly Task[], input: ToolInput, rounds: number): Promise<SigningRow[]> {
  const open = await Promise.all(tools.map(async (tool) => {
    const worker = startWorker()
    const opened = await ask(worker, { kind: 'open', tool, input })
    const task = opened.kind === 'opened' ? tasks.find((wanted) => opened.tasks.includes(wanted)) : undefined
    if (opened.kind !== 'opened' || task === undefined) throw new Error(`${tool}: ${JSON.stringify(opened)}`)
    return { tool, worker, task, idleMb: opened.idleMb, runs: [] as Ran[] }
  }))
  for (let round = 0; round < rounds + WARM_ROUNDS; round++) {
    for (const { worker, task, runs, tool } of open) {
      const answer = await ask(worker, { kind: 'run', task })
      if (answer.kind !== 'ran') throw new Error(`${tool}: ${JSON.stringify(answer)}`)
      if (round >= WARM_ROUNDS) runs.push(answer)
    }
  }
  for (const { worker } of open) worker.kill()
  const libpdfMs = median((open.find(({ tool }) => tool === '@libpdf/core')?.runs ?? []).map(({ wallMs }) => wallMs))
  return open.map(({ tool, task, runs, idleMb }) => {
    const wall = runs.map(({ wallMs }) => wallMs)
    return {
      task: `${path.basename(input.paperFile)} ${task}`, tool, runs: runs.length, wallMs: round1(median(wall)), p95Ms: round1(quantile(wall, 0.95)),
      cpuMs: round1(median(runs.map(({ cpuMs }) => cpuMs))), peakMb: Math.round(Math.max(...runs.map(({ peakMb }) => peakMb))), idleMb: Math.round(idleMb),
      toLibpdf: tool === '@libpdf/core' ? null : Math.round((median(wall) / libpdfMs) * 100) / 100,
    }
  })
}

/** Questions that have no peer: the tenth signature against the first, and how long twenty at once hold up the event loop. */
async function oursAlone(paper: Uint8Array, signer: Signer): Promise<SigningRow[]> {
  const row = (task: string, wall: number[]): SigningRow => ({
    task, tool: 'ours', runs: wall.length, wallMs: round1(median(wall)), p95Ms: round1(quantile(wall, 0.95)), cpuMs: 0, peakMb: 0, idleMb: 0, toLibpdf: null,
  })
  const [first, tenth]: [number[], number[]] = [[], []]
  for (let round = 0; round < SMALL_ROUNDS; round++) {
    let bytes = paper
    for (let number = 1; number <= 10; number++) {
      const start = performance.now()
      // From bytes each time, as a server does that keeps nothing between two signers.
      bytes = await signNumber(Buffer.from(bytes), signer, number)
      if (number === 1) first.push(performance.now() - start)
      if (number === 10) tenth.push(performance.now() - start)
    }
  }
  const idle: number[] = []
  for (let round = 0; round < SMALL_ROUNDS; round++) idle.push(await pauseDuring(() => sleep(300)))
  // On a machine that others use as well, most of a pause is theirs.
  const rows = [row('first signature', first), row('tenth signature', tenth), row('nothing at all: event loop p99', idle)]
  for (const kind of ['invisible', 'visible'] as const) {
    const crowds: { wallMs: number; pauseMs: number }[] = []
    for (let round = 0; round < SMALL_ROUNDS + WARM_ROUNDS; round++) crowds.push(await twentyAtOnce(paper, signer, kind))
    const counted = crowds.slice(WARM_ROUNDS)
    rows.push(
      row(`twenty ${kind} at once: all done`, counted.map(({ wallMs }) => wallMs)),
      row(`twenty ${kind} at once: event loop p99`, counted.map(({ pauseMs }) => pauseMs)),
    )
  }
  return rows
}

async function twentyAtOnce(paper: Uint8Array, signer: Signer, kind: 'invisible' | 'visible'): Promise<{ wallMs: number; pauseMs: number }> {
  const files = Array.from({ length: 20 }, () => Buffer.from(paper))
  const start = performance.now()
  const pauseMs = await pauseDuring(() => Promise.all(files.map((file) => signNumber(file, signer, 1, kind))))
  return { wallMs: performance.now() - start, pauseMs }
}

/** The longest pauses of the event loop meanwhile, 99th percentile, in milliseconds. */
async function pauseDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.percentile(99) / 1e6
}

function signNumber(pdf: Uint8Array, signer: Signer, number: number, kind: 'invisible' | 'visible' = 'invisible'): Promise<Uint8Array> {
  const rect = kind === 'visible' ? VISIBLE.rect : null
  return signDocument(PdfFile.of(pdf), signer, {
    fieldName: `ChuKy${number}`, newField: { pageIndex: 0, rect }, signedAt: new Date(), signerName: 'Tran Thi Kiem',
    ...(kind === 'visible' ? { appearance: VISIBLE.appearance } : {}),
  })
}

function startWorker(): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return fork(path.join(import.meta.dirname, 'signing-worker.ts'), [], { execArgv: ['--import', loader], serialization: 'advanced' })
}

function ask(worker: ChildProcess, message: ToWorker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: FromWorker) => { worker.off('exit', fail); resolve(answer) })
    worker.once('exit', fail)
    worker.send(message)
    function fail(): void { reject(new Error('a tool ended')) }
  })
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function round1(value: number): number {
  return Math.round(value * 10) / 10
}
