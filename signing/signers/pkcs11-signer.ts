import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readCertificate } from '../cms/certificate.ts'
import { NULL, octetString, oid, sequence } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { defaultAlgorithm, hashOf } from '../cms/signing-algorithm.ts'
import { SigningError } from '../signing-error.ts'
import { toDerEcdsa } from './ecdsa-value.ts'
import { neverWaits } from './key-signer.ts'
import type { Signer, SignerIdentity } from './signer.ts'

export interface Pkcs11Token {
  /** The vendor's library, such as libsofthsm2.so. */
  modulePath: string
  tokenLabel: string
  /** CKA_ID of key and certificate, hex. */
  keyId: string
  /** Asked for every signature and kept nowhere. */
  pin(): Promise<string>
  /** Issuers; a token often holds the leaf only. */
  chainDer?: readonly Uint8Array[]
  algorithm?: SigningAlgorithm
  /** OpenSC's program; absent: found on the path. */
  program?: string
  /** For the vendor's library, such as SOFTHSM2_CONF. */
  environment?: Readonly<Record<string, string>>
}

const ANSWER_MS = 60_000
const OUTPUT_BYTES_MAX = 64 * 1024

/**
 * A token behind PKCS #11, reached through OpenSC's `pkcs11-tool`: a process per call, so a vendor's library
 * that crashes or hangs takes nothing of ours with it, and no native addon is compiled. One call at a time: a
 * token has one session. A wrong PIN is never tried again by itself.
 */
export function pkcs11Signer(token: Pkcs11Token): Signer {
  let identity: Promise<SignerIdentity> | null = null
  let busy: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = busy.then(work, work)
    busy = turn.catch(() => undefined)
    return turn
  }
  const identify = (): Promise<SignerIdentity> => {
    identity ??= inTurn(() => readIdentity(token))
    identity.catch(() => { identity = null })
    return identity
  }
  return {
    identity: identify,
    async request(attributesDer) {
      const { algorithm } = await identify()
      return { state: 'signed', value: await inTurn(() => signOnToken(token, attributesDer, algorithm)) }
    },
    collect: () => Promise.reject(neverWaits()),
  }
}

async function readIdentity(token: Pkcs11Token): Promise<SignerIdentity> {
  const certificateDer = await callTool(token, ['--read-object', '--type', 'cert', '--id', token.keyId])
  const { publicKey } = readCertificate(certificateDer)
  return { certificateDer, chainDer: token.chainDer ?? [], algorithm: token.algorithm ?? defaultAlgorithm(publicKey) }
}

async function signOnToken(token: Pkcs11Token, attributesDer: Uint8Array, algorithm: SigningAlgorithm): Promise<Uint8Array> {
  const digest = createHash(hashOf(algorithm)).update(attributesDer).digest()
  const { args, input } = mechanism(algorithm, digest)
  // The PIN goes by the environment of that one process: arguments can be read by everybody on the machine.
  const value = await callTool(
    token, ['--sign', '--login', '--pin', 'env:TOKEN_PIN', '--id', token.keyId, ...args], { input, pin: await token.pin() },
  )
  return algorithm.startsWith('ecdsa') ? toDerEcdsa(value, digest.length) : value
}

/** Mechanisms over a hash made here: every token knows them, and no token sees more. Source: PKCS #11 v2.40, 2.1 and 2.3. */
function mechanism(algorithm: SigningAlgorithm, digest: Buffer): { args: string[]; input: Buffer } {
  switch (algorithm) {
    case 'rsa_sha256':
      return { args: ['--mechanism', 'RSA-PKCS'], input: sequence(sequence(oid(OID.sha256), NULL), octetString(digest)) }
    case 'rsa_pss_sha256':
      return { args: ['--mechanism', 'RSA-PKCS-PSS', '--hash-algorithm', 'SHA256', '--mgf', 'MGF1-SHA256', '--salt-len', '32'], input: digest }
    case 'ecdsa_sha256':
    case 'ecdsa_sha384':
      return { args: ['--mechanism', 'ECDSA'], input: digest }
  }
}

function callTool(
  { program = 'pkcs11-tool', modulePath, tokenLabel, environment = {} }: Pkcs11Token, args: string[],
  { input, pin }: { input?: Uint8Array; pin?: string } = {},
): Promise<Buffer> {
  const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], ...environment, TOKEN_PIN: pin } as unknown as NodeJS.ProcessEnv
  const child = spawn(program, ['--module', modulePath, '--token-label', tokenLabel, ...args], { env, timeout: ANSWER_MS })
  const output: Buffer[] = []
  let said = ''
  let size = 0
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= OUTPUT_BYTES_MAX) output.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(0, OUTPUT_BYTES_MAX) })
  // The program may end before it has read everything; its exit code says why.
  child.stdin.on('error', () => undefined).end(input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', (error) => { reject(new SigningError('signer.unreachable', error.message)) })
    child.on('close', (code) => {
      if (code === 0 && size > 0 && size <= OUTPUT_BYTES_MAX) resolve(Buffer.concat(output))
      else reject(refusal(said))
    })
  })
}

function refusal(said: string): SigningError {
  if (/CKR_PIN_(INCORRECT|INVALID|LEN_RANGE)/.test(said)) return new SigningError('signer.wrong_pin')
  if (said.includes('CKR_PIN_LOCKED')) return new SigningError('signer.pin_locked')
  if (/(key|object|Certificate) not found|cannot find/i.test(said)) return new SigningError('signer.key_not_found')
  return new SigningError('signer.unreachable', said.split('\n').find((line) => line.includes('error')) ?? 'the token gave no answer')
}
