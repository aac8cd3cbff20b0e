// `npm ci`, with patience for a slow or failing network.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, run, step } from './steps.mjs'

const PAUSES_MS = [3000, 10_000]
const NETWORK = /ECONN|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ERR_SOCKET|EPIPE|EINTEGRITY|network|socket hang up|\b50[0234]\b/i

/** Makes `node_modules` what the lock file says, development packages included: they build and test. */
export async function installPackages(root) {
  if (isInstalled(root)) return
  await step('Installing packages (npm ci; minutes on a slow network)', async () => {
    for (let attempt = 0; ; attempt++) {
      const { code, said } = await npm(root, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'])
      if (code === 0) return
      const pauseMs = NETWORK.test(said) ? PAUSES_MS[attempt] : undefined
      if (pauseMs === undefined) throw new Error(`npm ci failed (exit code ${code}):\n${lastLines(said)}`)
      console.error(`  The network failed (${lastLines(said, 1)}); trying again in ${pauseMs / 1000} s.`)
      await sleep(pauseMs)
    }
  })
}

/** npm itself, when it started us; it need not be on PATH. */
function npm(root, args) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], { cwd: root })
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root })
}

/**
 * True when somebody ran npm by hand and everything is there. npm writes its own list of what it installed as its
 * last act, so a half-filled folder has none.
 */
function isInstalled(root) {
  const listFile = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(listFile)) return false
  const { packages: present } = JSON.parse(readFileSync(listFile, 'utf8'))
  const { packages: wanted } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(wanted).every(([place, { version, optional, devOptional, peer }]) => {
    if (place === '') return true
    if (present[place] === undefined) return optional === true || devOptional === true || peer === true
    return present[place].version === version && existsSync(path.join(root, place, 'package.json'))
  })
}
