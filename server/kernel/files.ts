import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, rmSync, statSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

export interface StoredBytes {
  /** SHA-256 of the bytes, hex. */
  hash: string
  sizeBytes: number
}

/** Bytes that have arrived and are not kept yet. */
export interface StagedBytes {
  sizeBytes: number
  read(): Promise<Uint8Array>
}

/** Bytes by content. Put first, then write the row that names the hash. */
export interface FileStore {
  /** What `inspect` throws is thrown, and nothing is kept. */
  put(bytes: Uint8Array | AsyncIterable<Uint8Array>, inspect?: (staged: StagedBytes) => void | Promise<void>): Promise<StoredBytes>
  read(hash: string): Promise<Uint8Array>
  /** Range in bytes, both ends included. */
  stream(hash: string, range?: { start: number; end: number }): Readable
  has(hash: string): Promise<boolean>
  /** Hashes last put before `before`. */
  oldFiles(before: Date): Promise<string[]>
  /** Removes a file for which no row asks. False, and it stays, when it was put again since `before`. */
  removeOld(hash: string, before: Date): Promise<boolean>
  /** Removes what a process that died had not finished putting. Returns how many. */
  removeStaged(before: Date): Promise<number>
}

const HASH = /^[0-9a-f]{64}$/

/**
 * A folder on this machine, for one process. A file is synced and renamed into place, so a name never stands for half
 * a file; putting the same bytes again makes the file young again.
 */
export function folderFileStore(root: string): FileStore {
  const staging = path.join(root, 'staging')
  /** How many puts are just renaming into this place. */
  const placing = new Map<string, number>()
  const placeOf = (hash: string) => {
    if (!HASH.test(hash)) throw new Error(`Not a content hash: ${hash}`)
    return path.join(root, hash.slice(0, 2), hash)
  }

  async function keep(temporary: string, hash: string): Promise<void> {
    const place = placeOf(hash)
    await mkdir(path.dirname(place), { recursive: true })
    placing.set(hash, (placing.get(hash) ?? 0) + 1)
    try {
      await rename(temporary, place)
    } finally {
      const left = (placing.get(hash) ?? 1) - 1
      if (left === 0) placing.delete(hash)
      else placing.set(hash, left)
    }
    await syncFolder(path.dirname(place))
  }

  return {
    has: async (hash) => (await stat(placeOf(hash)).catch(() => null)) !== null,
    async put(bytes, inspect) {
      await mkdir(staging, { recursive: true })
      const temporary = path.join(staging, randomUUID())
      try {
        const stored = await writeDown(temporary, bytes)
        await inspect?.({ sizeBytes: stored.sizeBytes, read: () => readFile(temporary) })
        await keep(temporary, stored.hash)
        return stored
      } catch (thrown) {
        await rm(temporary, { force: true })
        throw thrown
      }
    },
    async read(hash) {
      return readFile(placeOf(hash))
    },
    stream(hash, range) {
      return createReadStream(placeOf(hash), range)
    },
    async oldFiles(before) {
      const folders = (await namesIn(root)).filter((name) => /^[0-9a-f]{2}$/.test(name))
      const old: string[] = []
      for (const folder of folders) {
        for (const hash of await namesIn(path.join(root, folder))) {
          if (HASH.test(hash) && (await isOlder(placeOf(hash), before))) old.push(hash)
        }
      }
      return old
    },
    removeOld(hash, before) {
      const place = placeOf(hash)
      // Looked at and removed in one turn, and never while a put renames: nobody can put it again in between.
      const age = statSync(place, { throwIfNoEntry: false })
      if (age === undefined || age.mtime >= before || placing.has(hash)) return Promise.resolve(false)
      rmSync(place)
      return Promise.resolve(true)
    },
    async removeStaged(before) {
      let count = 0
      for (const name of await namesIn(staging)) {
        const left = path.join(staging, name)
        if (!(await isOlder(left, before))) continue
        await rm(left, { force: true })
        count += 1
      }
      return count
    },
  }
}

async function writeDown(file: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBytes> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      digest.update(chunk)
      sizeBytes += chunk.length
      await handle.write(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { hash: digest.digest('hex'), sizeBytes }
}

/** Empty for a folder that is not there yet. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function isOlder(file: string, before: Date): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  return found !== null && found.mtime < before
}

/** A rename is durable only once its folder is. Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
