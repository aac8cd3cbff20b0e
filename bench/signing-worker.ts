import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { Run, Task, ToolInput, ToolName } from './signing-tools.ts'
import { openTool } from './signing-tools.ts'

/** One tool in one process, so that its memory is its own. */
export type ToWorker = { kind: 'open'; tool: ToolName; input: ToolInput } | { kind: 'run'; task: Task }
export type FromWorker =
  | { kind: 'opened'; tasks: Task[]; idleMb: number }
  | { kind: 'ran'; wallMs: number; cpuMs: number; peakMb: number; sizeBytes: number }
  | { kind: 'failed'; reason: string }

let waitedMs = 0
const fetchOutside = globalThis.fetch
/** Timestamps and status come from programs of others on the same machine: their time is nobody's merit. */
globalThis.fetch = async (...args) => {
  const start = performance.now()
  const response = await fetchOutside(...args)
  const body = await response.arrayBuffer()
  waitedMs += performance.now() - start
  return new Response(body, { status: response.status, headers: response.headers })
}

let paper: Uint8Array = new Uint8Array()
let tasks: Partial<Record<Task, Run>> = {}

process.on('message', (message: unknown) => {
  if (!isForUs(message)) return
  answer(message).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ kind: 'failed', reason: String(error) } satisfies FromWorker),
  )
})

async function answer(message: ToWorker): Promise<FromWorker> {
  if (message.kind === 'open') {
    paper = readFileSync(message.input.paperFile)
    tasks = await openTool(message.tool, message.input)
    const known: Task[] = ['invisible', 'visible', 'eight_then_archive']
    return { kind: 'opened', tasks: known.filter((task) => tasks[task] !== undefined), idleMb: peakMb() }
  }
  const run = tasks[message.task]
  if (run === undefined) return { kind: 'failed', reason: 'cannot' }
  waitedMs = 0
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const signed = await run(paper)
  const wallMs = performance.now() - start - waitedMs
  const { user, system } = process.cpuUsage(cpu)
  return { kind: 'ran', wallMs, cpuMs: (user + system) / 1000, peakMb: peakMb(), sizeBytes: signed.length }
}

function isForUs(message: unknown): message is ToWorker {
  return typeof message === 'object' && message !== null && 'kind' in message
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024
}
