// One process at a time, by a file naming its holder. A holder that died, however hard, holds nothing: its number is
// compared together with the moment it started, since numbers come round again.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Tries once. Answers the way to give the lock back, or the number of the living process that has it.
 *
 * @param {string} file
 * @returns {{ release: () => void } | { holder: number }}
 */
export function tryLock(file) {
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  const candidate = `${file}.${process.pid}`
  writeFileSync(candidate, mine)
  try {
    while (!link(candidate, file)) {
      const held = read(file)
      if (held === null) continue
      if (isAlive(held)) return { holder: Number.parseInt(held, 10) }
      takeAway(file, held)
    }
  } finally {
    rmSync(candidate, { force: true })
  }
  return {
    release: () => {
      if (read(file) === mine) rmSync(file, { force: true })
    },
  }
}

/** A hard link is the one step that makes the file whole and fails when it exists. */
function link(candidate, file) {
  try {
    linkSync(candidate, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Removes a dead holder's file; should another process have replaced it meanwhile, that one is put back. */
function takeAway(file, dead) {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== dead) link(aside, file)
  rmSync(aside, { force: true })
}

function isAlive(holder) {
  const [, pid, start] = /^(\d+) (.*)$/m.exec(holder) ?? []
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return startOf(Number(pid)) === start
}

/** Boot and tick at which a process started; '' where there is no procfs. proc(5): field 22 of `stat`. */
function startOf(pid) {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return 'dead'
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()} ${fields[19]}`
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
