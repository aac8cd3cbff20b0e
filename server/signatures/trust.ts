import { X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { demoRootPath, pkiFolder, readOrNull } from './pki-folder.ts'

/** Whom this deployment believes. */
export interface Trust {
  /** Certificates of authorities, DER. */
  anchorsDer: Uint8Array[]
  /** Lists of revocations that were handed over, DER. */
  crls: Uint8Array[]
}

const CERTIFICATE = /\.(pem|crt|cer)$/i
const LIST = /\.crl$/i
const ARMOUR = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/g

/** Where an administrator puts the certificates of authorities, and lists of revocations where no network leads to them. */
export function trustedFolder(dataDir: string): string {
  return path.join(pkiFolder(dataDir), 'trusted')
}

/**
 * The demo authority, if there is one, and everything in `trustedFolder`, PEM or DER.
 *
 * @throws Error naming a file that is no certificate: an authority must not vanish because of a typing error
 */
export async function trustOf(dataDir: string): Promise<Trust> {
  const demo = await readOrNull(demoRootPath(dataDir))
  const trust: Trust = { anchorsDer: demo === null ? [] : [new X509Certificate(demo).raw], crls: [] }
  for (const name of (await namesIn(trustedFolder(dataDir))).sort()) {
    const bytes = () => readFile(path.join(trustedFolder(dataDir), name))
    if (CERTIFICATE.test(name)) trust.anchorsDer.push(...piecesOf(await bytes()).map((der) => certificateIn(der, name)))
    else if (LIST.test(name)) trust.crls.push(...piecesOf(await bytes()))
  }
  return trust
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return []
    throw thrown
  }
}

/** PEM may hold several; DER is one. */
function piecesOf(bytes: Buffer): Uint8Array[] {
  const armoured = [...bytes.toString('latin1').matchAll(ARMOUR)]
  return armoured.length === 0 ? [bytes] : armoured.map(([, body = '']) => Buffer.from(body, 'base64'))
}

function certificateIn(der: Uint8Array, name: string): Uint8Array {
  try {
    return new X509Certificate(der).raw
  } catch (cause) {
    throw new Error(`pki/trusted/${name} is not a certificate`, { cause })
  }
}
