// Where the programs are that tests need and npm does not bring. `prepare.mjs test` finds or installs them.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const TOOLS_FILE = path.join(path.dirname(import.meta.dirname), '.cache', 'tools.json')

/**
 * @param {'chromium' | 'pdfsig' | 'certutil' | 'qpdf' | 'pdftoppm' | 'openssl' | 'mutool' | 'softhsm2-util' | 'pkcs11-tool'} name
 * @returns {{ path: string, env: Record<string, string> }} `env` is to be added to the environment it is started with
 */
export function tool(name) {
  const found = readTools()[name]
  if (found === undefined) throw new Error(`${name} has not been looked for yet: run "node scripts/prepare.mjs test" first.`)
  return found
}

export function readTools() {
  try {
    return JSON.parse(readFileSync(TOOLS_FILE, 'utf8'))
  } catch {
    return {}
  }
}
