import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends what a killed launcher left running on these folders, and clears the lock it left in them.
 * Only to be called by the holder of the folder lock: then nobody living answers for those processes.
 *
 * A killed PostgreSQL leaves `postmaster.pid`, and refuses to start while that number exists, be it a zombie or,
 * after a reboot, a stranger.
 */
export async function clearLeftovers(folders: readonly string[], log: (sentence: string) => void): Promise<void> {
  const signals: [NodeJS.Signals, number][] = [['SIGINT', 5000], ['SIGQUIT', 5000], ['SIGKILL', 10_000]]
  let left = livingIn(folders)
  if (left.length > 0) log(`Stopping a PostgreSQL left behind by a process that was killed (${left.join(', ')}).`)
  for (const [signal, patienceMs] of signals) {
    for (const pid of left) send(pid, signal)
    const deadline = Date.now() + patienceMs
    while ((left = livingIn(folders)).length > 0 && Date.now() < deadline) await sleep(20)
  }
  if (left.length > 0) throw new Error(`PostgreSQL processes left behind cannot be stopped: ${left.join(', ')}.`)
  if (process.platform === 'win32') return
  for (const folder of folders) rmSync(path.join(folder, 'postmaster.pid'), { force: true })
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

/** Living PostgreSQL processes at work in the folders: their working directory is the data folder. */
function livingIn(folders: readonly string[]): number[] {
  if (!existsSync('/proc/self/cwd')) return namedInLocks(folders)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return folders.includes(readlinkSync(`/proc/${pid}/cwd`)) && isPostgres(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    } catch {
      return false
    }
  })
}

/** Somebody's shell may stand in the folder too, and a zombie still has a number. proc(5): `pid (name) state …`. */
function isPostgres(stat: string): boolean {
  const end = stat.lastIndexOf(')')
  const name = stat.slice(stat.indexOf('(') + 1, end)
  return (name === 'postgres' || name === 'initdb') && !'ZX'.includes(stat[end + 2] ?? 'X')
}

/** Without procfs (macOS): the process named in the lock, if its command line is ours. Windows is left to PostgreSQL. */
function namedInLocks(folders: readonly string[]): number[] {
  if (process.platform === 'win32') return []
  return folders.flatMap((folder) => {
    const lock = path.join(folder, 'postmaster.pid')
    const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0
    if (!Number.isInteger(pid) || pid <= 0) return []
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout.includes(folder) ? [pid] : []
  })
}
