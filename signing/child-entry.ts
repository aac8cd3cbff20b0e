import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** What `fork` needs to start a file of ours as a process of its own. */
export interface ChildEntry { file: string; execArgv: string[] }

/** The source `name`.ts beside the module `from`, or what the bundler made of it beside the bundle. */
export function childEntry(from: string, name: string): ChildEntry {
  const bundled = fileURLToPath(new URL(`./${name}.js`, from))
  if (existsSync(bundled)) return { file: bundled, execArgv: [] }
  const loader = pathToFileURL(createRequire(from).resolve('tsx')).href
  return { file: path.join(path.dirname(fileURLToPath(from)), `${name}.ts`), execArgv: ['--import', loader] }
}
