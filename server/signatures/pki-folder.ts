import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'

/** Names inside DATA_DIR/pki. Nothing of it is ever committed or stored in the database. */
export const DEMO_ROOT = 'demo-root'
const PASSWORD = 'password'

export function pkiFolder(dataDir: string): string {
  return path.join(dataDir, 'pki')
}

/** The certificate of the demo authority, for a reader's list of trusted roots. */
export function demoRootPath(dataDir: string): string {
  return certificatePath(dataDir, DEMO_ROOT)
}

export function pkcs12Path(dataDir: string, keyName: string): string {
  return path.join(pkiFolder(dataDir), `${named(keyName)}.p12`)
}

/** The certificate of a key, by itself: read at every start, where opening the PKCS #12 file takes a second each. */
export function certificatePath(dataDir: string, keyName: string): string {
  return path.join(pkiFolder(dataDir), `${named(keyName)}.pem`)
}

function named(keyName: string): string {
  if (!/^[a-z0-9-]+$/.test(keyName)) throw new Error(`Not a key name: ${keyName}`)
  return keyName
}

/** The password of the PKCS #12 files: random, made once, readable by the server's account only. */
export async function pkiPassword(dataDir: string): Promise<string> {
  const place = path.join(pkiFolder(dataDir), PASSWORD)
  const known = await readOrNull(place)
  if (known !== null) return Buffer.from(known).toString('utf8').trim()
  const password = randomBytes(24).toString('base64url')
  await writePrivate(place, Buffer.from(`${password}\n`))
  return password
}

/** Writes a file that only this account reads, whole or not at all, whatever kills the process. */
export async function writePrivate(place: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  await chmod(path.dirname(place), 0o700)
  const temporary = `${place}.${randomUUID()}.new`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, place)
}

export async function readOrNull(place: string): Promise<Uint8Array | null> {
  try {
    return await readFile(place)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw thrown
  }
}
