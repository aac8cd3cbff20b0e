import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder with package.json, seen from here: this file runs from `server/database/` and, bundled, from `dist/`. */
export function projectRoot(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) throw new Error(`No package.json above ${import.meta.dirname}`)
  }
}
