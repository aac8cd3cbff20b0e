import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderFileStore, type FileStore } from './files.ts'

let root: string
let files: FileStore

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'nghi-su-files-'))
  files = folderFileStore(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const bytes = Buffer.from('Nghị quyết của phiên họp')
const hash = createHash('sha256').update(bytes).digest('hex')

async function* inPieces(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece))
}

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from('half'))
  throw new Error('the tablet went away')
}

test('bytes come back under their SHA-256, however often and in whatever pieces they were put', async () => {
  expect(await files.put(bytes)).toEqual({ hash, sizeBytes: bytes.length })
  expect(await files.put(bytes)).toEqual({ hash, sizeBytes: bytes.length })
  expect(await files.put(inPieces('Nghị quyết', ' của phiên họp'))).toEqual({ hash, sizeBytes: bytes.length })
  expect(Buffer.from(await files.read(hash))).toEqual(bytes)
  expect(await files.has(hash)).toBe(true)
})

test('two who put the same bytes at once both succeed', async () => {
  const same = Buffer.from('the same paper')
  const stored = await Promise.all(Array.from({ length: 8 }, () => files.put(same)))
  expect(new Set(stored.map((one) => one.hash)).size).toBe(1)
})

test('a range has both its ends', async () => {
  const { hash: digits } = await files.put(Buffer.from('0123456789'))
  const chunks: Buffer[] = []
  for await (const chunk of files.stream(digits, { start: 2, end: 4 })) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString()).toBe('234')
})

test('an empty file is a file', async () => {
  const { hash: nothing, sizeBytes } = await files.put(new Uint8Array())
  expect(sizeBytes).toBe(0)
  expect(await files.read(nothing)).toHaveLength(0)
})

test('an upload that breaks off leaves nothing behind', async () => {
  await expect(files.put(brokenOff())).rejects.toThrow('went away')
  expect(await readdir(path.join(root, 'staging'))).toEqual([])
})

test('a hash nobody put is not there, and a path is no hash', async () => {
  expect(await files.has('0'.repeat(64))).toBe(false)
  await expect(files.read('0'.repeat(64))).rejects.toThrow('ENOENT')
  await expect(files.read('../../etc/passwd')).rejects.toThrow('Not a content hash')
  expect(() => files.stream(`${'0'.repeat(62)}/..`)).toThrow('Not a content hash')
})

test('what an inspection refuses is not kept, and nothing of it stays', async () => {
  const refused = Buffer.from('not a paper')
  const seen: string[] = []
  await expect(files.put(refused, async (staged) => {
    seen.push(Buffer.from(await staged.read()).toString(), String(staged.sizeBytes))
    throw new Error('no paper')
  })).rejects.toThrow('no paper')
  expect(seen).toEqual(['not a paper', '11'])
  expect(await files.has(createHash('sha256').update(refused).digest('hex'))).toBe(false)
  expect(await readdir(path.join(root, 'staging'))).toEqual([])
})

const DAY_AGO = new Date(Date.now() - 86_400_000)
const makeOld = (file: string) => utimes(path.join(root, file), new Date(0), new Date(0))

test('a file grows old, is young again when put again, and only an old one is removed', async () => {
  const { hash: paper } = await files.put(Buffer.from('an old paper'))
  expect(await files.oldFiles(DAY_AGO)).not.toContain(paper)
  expect(await files.removeOld(paper, DAY_AGO)).toBe(false)
  await makeOld(path.join(paper.slice(0, 2), paper))
  expect(await files.oldFiles(DAY_AGO)).toEqual([paper])
  await files.put(Buffer.from('an old paper'))
  expect(await files.removeOld(paper, DAY_AGO)).toBe(false)
  await makeOld(path.join(paper.slice(0, 2), paper))
  expect(await files.removeOld(paper, DAY_AGO)).toBe(true)
  expect(await files.has(paper)).toBe(false)
  expect(await files.removeOld(paper, DAY_AGO)).toBe(false)
})

test('however a removal falls among those who put the same bytes again, the bytes are there afterwards', async () => {
  const same = Buffer.from('put again and again')
  const { hash: paper } = await files.put(same)
  for (let round = 0; round < 20; round++) {
    await makeOld(path.join(paper.slice(0, 2), paper))
    let isPut = false
    const putting = files.put(same).finally(() => (isPut = true))
    while (!isPut) {
      await files.removeOld(paper, DAY_AGO)
      await new Promise(setImmediate)
    }
    await putting
    await files.removeOld(paper, DAY_AGO)
    expect(await files.has(paper)).toBe(true)
  }
})

test('what a dead process left half put is removed when it is old', async () => {
  await writeFile(path.join(root, 'staging', 'left'), 'half')
  expect(await files.removeStaged(DAY_AGO)).toBe(0)
  await makeOld('staging/left')
  expect(await files.removeStaged(DAY_AGO)).toBe(1)
  expect(await readdir(path.join(root, 'staging'))).toEqual([])
})
