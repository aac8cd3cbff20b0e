// Says what is being done, for how long already, and how long it took.
import { spawn } from 'node:child_process'

const PROGRESS_MS = 5000

/** Runs `work` under a title, with a line every few seconds while it lasts; on standard error, since the output may be a program's. */
export async function step(title, work) {
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1)
  console.error(`• ${title}…`)
  const timer = setInterval(() => console.error(`  … ${title}: ${Number(seconds()).toFixed(0)} s so far`), PROGRESS_MS)
  try {
    const result = await work()
    console.error(`  ${title}: done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(timer)
  }
}

/** What is still running when we are told to stop; Ctrl-C in a terminal reaches them without us. */
const running = new Set()
process.once('SIGTERM', () => {
  for (const child of running) child.kill('SIGTERM')
  process.exit(143)
})

/** Runs a program quietly. Answers what it said on both streams, together with its exit code. */
export function run(command, args, { cwd, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    const done = (result) => {
      running.delete(child)
      resolve(result)
    }
    child.once('error', (error) => done({ code: 127, said: `${said}${error.message}` }))
    child.once('close', (code, signal) => done({ code: code ?? 1, said: signal ? `${said}\n(${signal})` : said }))
  })
}

/** @throws Error with the beginning and the end of what the program said: some name the reason first, some last */
export async function runOrFail(what, command, args, options) {
  const { code, said } = await run(command, args, options)
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${firstAndLastLines(said)}`)
  return said
}

function firstAndLastLines(text, count = 20) {
  const lines = text.trimEnd().split('\n')
  if (lines.length <= 2 * count) return lines.join('\n')
  return [...lines.slice(0, count), '…', ...lines.slice(-count)].join('\n')
}

export function lastLines(text, count = 40) {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
