import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readCertificate } from '../cms/certificate.ts'
import { isSignatureOf, signAttributes } from '../cms/sign-attributes.ts'
import { buildSignedAttributes } from '../cms/signed-attributes.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import type { CertifiedKey } from '../fixtures/certified-key.ts'
import { certifiedKey } from '../fixtures/certified-key.ts'
import type { CscServer } from '../fixtures/csc-server.ts'
import { startCscServer } from '../fixtures/csc-server.ts'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, PASSWORD, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { Judges } from '../fixtures/judges.ts'
import { makeNotice } from '../fixtures/notice.ts'
import type { SoftwareToken } from '../fixtures/software-token.ts'
import { makeSoftwareToken } from '../fixtures/software-token.ts'
import { completeSignature } from '../pades/complete-signature.ts'
import { prepareSignature } from '../pades/prepare-signature.ts'
import { preparedFromJson, preparedToJson } from '../pades/prepared-signature.ts'
import { makePkcs12 } from '../pki/make-pkcs12.ts'
import type { CscOptions } from './csc-signer.ts'
import { cscSigner } from './csc-signer.ts'
import { keySigner } from './key-signer.ts'
import { pkcs11Signer } from './pkcs11-signer.ts'
import { openPkcs12Signer } from './pkcs12-signer.ts'
import type { SignatureAnswer, Signer } from './signer.ts'
import type { OpenRequest, SignatureMailbox } from './two-phase-signer.ts'
import { twoPhaseSigner } from './two-phase-signer.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: DeclaredPki
let judges: Judges
let p384: CertifiedKey
let token: SoftwareToken
let csc: CscServer

beforeAll(async () => {
  pki = await makeDeclaredPki()
  p384 = await certifiedKey(pki.authority, 'secp384r1', 'Trần Thị Kiểm')
  judges = await Judges.open([pki.authority.certificateDer], NOW)
  token = await makeSoftwareToken([{ keyId: '01', ...pki.leader }, { keyId: '02', ...pki.seal }, { keyId: '03', ...p384 }])
  csc = await startCscServer([pki.leader, pki.seal, p384])
})

afterAll(async () => {
  for (const opened of processes.values()) (await opened).close()
  await Promise.all([judges.close(), token.close(), csc.close()])
})

/** `open` gives a new instance where one can wait, as another process would make it. */
interface Kind { name: string; algorithms: SigningAlgorithm[]; open(algorithm: SigningAlgorithm): Promise<Signer> }

const processes = new Map<SigningAlgorithm, Promise<Signer & { close(): void }>>()

/** One process per key for the whole file: starting one is what takes long. */
function keyProcess(algorithm: SigningAlgorithm): Promise<Signer & { close(): void }> {
  const opened = processes.get(algorithm)
    ?? openPkcs12Signer({ pkcs12: makePkcs12({ ...keyOf(algorithm), friendlyName: 'x' }, PASSWORD), password: PASSWORD, algorithm })
  processes.set(algorithm, opened)
  return opened
}

const letters = new Map<string, OpenRequest>()
/** A person elsewhere: the first look finds nothing yet. */
const looks = new Map<string, number>()
const mailbox: SignatureMailbox = {
  post: (request) => { letters.set(request.id, request); return Promise.resolve() },
  async take(id) {
    const request = letters.get(id)
    const seen = looks.get(id) ?? 0
    looks.set(id, seen + 1)
    if (request === undefined || seen === 0) return null
    letters.delete(id)
    return signAttributes(keyOf(request.algorithm).key, Buffer.from(request.attributes, 'base64'), request.algorithm)
  },
}

const KINDS: Kind[] = [
  {
    name: 'a key in memory', algorithms: ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => Promise.resolve(keySigner({ ...keyOf(algorithm), algorithm })),
  },
  {
    name: 'PKCS #12 in its own process', algorithms: ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => keyProcess(algorithm),
  },
  {
    name: 'a token behind PKCS #11', algorithms: ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => Promise.resolve(tokenSigner(algorithm, token.pin)),
  },
  {
    name: 'a remote service that answers at once', algorithms: ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => Promise.resolve(remote({ algorithm, ...credentialOf(algorithm) })),
  },
  {
    name: 'a remote service that answers later', algorithms: ['rsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => Promise.resolve(remote({ algorithm, mode: 'later', ...credentialOf(algorithm) })),
  },
  {
    name: 'a person in two phases', algorithms: ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384'],
    open: (algorithm) => Promise.resolve(twoPhaseSigner({ identity: { ...keyOf(algorithm), algorithm }, mailbox, now: () => NOW, waitMs: 60_000 })),
  },
]

function keyOf(algorithm: SigningAlgorithm): CertifiedKey {
  if (algorithm === 'ecdsa_sha384') return p384
  return algorithm === 'ecdsa_sha256' ? pki.seal : pki.leader
}

function credentialOf(algorithm: SigningAlgorithm): { credentialId: string } {
  const index = { rsa_sha256: 0, rsa_pss_sha256: 0, ecdsa_sha256: 1, ecdsa_sha384: 2 }[algorithm]
  return { credentialId: csc.credentialIds[index] ?? '' }
}

function tokenSigner(algorithm: SigningAlgorithm, pin: string): Signer {
  const keyId = { rsa_sha256: '01', rsa_pss_sha256: '01', ecdsa_sha256: '02', ecdsa_sha384: '03' }[algorithm]
  return pkcs11Signer({ ...token.token(keyId), pin: () => Promise.resolve(pin), chainDer: [pki.authority.certificateDer], algorithm })
}

function remote(options: Partial<CscOptions>): Signer {
  return cscSigner({
    account: { baseUrl: csc.baseUrl, clientId: csc.clientId, clientSecret: csc.clientSecret },
    network: { fetch: globalThis.fetch, allowedOrigins: [csc.origin], timeoutMs: 30_000 },
    now: () => NOW,
    pin: () => Promise.resolve(csc.pin),
    ...credentialOf('rsa_sha256'),
    ...options,
  })
}

/** Asks until there is an answer, each time with a new instance: the wait survives a restart. */
async function settle(answer: SignatureAnswer, kind: Kind, algorithm: SigningAlgorithm): Promise<Uint8Array> {
  let current = answer
  for (let attempt = 0; current.state === 'waiting' && attempt < 5; attempt++) {
    const another = await kind.open(algorithm)
    current = await another.collect(JSON.parse(JSON.stringify(current.ticket)))
  }
  if (current.state === 'waiting') throw new Error('no answer')
  return current.value
}

describe.each(KINDS)('$name', (kind) => {
  test.each(kind.algorithms)('%s: the value is that certificate\'s key\'s over the attributes', async (algorithm) => {
    const signer = await kind.open(algorithm)
    const identity = await signer.identity()
    expect(identity).toMatchObject({ algorithm })
    expect(Buffer.from(identity.certificateDer).equals(keyOf(algorithm).certificateDer)).toBe(true)
    const attributes = buildSignedAttributes(Buffer.alloc(algorithm === 'ecdsa_sha384' ? 48 : 32, 7), identity.certificateDer)
    const value = await settle(await signer.request(attributes), kind, algorithm)
    expect(isSignatureOf(readCertificate(identity.certificateDer).publicKey, attributes, value, algorithm)).toBe(true)
  })

  test('signs a document that every judge accepts, though everything but plain data is forgotten in between', async () => {
    const signer = await kind.open('rsa_sha256')
    const notice = await makeNotice('stream')
    const prepared = await prepareSignature(notice, { ...await signer.identity(), fieldName: 'LanhDao', signedAt: NOW, signerName: 'Nguyễn Thị Quỳnh Hương' })
    const kept = preparedToJson(prepared)
    const value = await settle(await signer.request(prepared.attributesDer), kind, 'rsa_sha256')
    expect(await judges.complaints(await completeSignature(notice, preparedFromJson(kept), value), 1)).toEqual([])
  })

  test('knows no ticket of others', async () => {
    const signer = await kind.open('rsa_sha256')
    await expect(signer.collect(randomUUID())).rejects.toMatchObject({ code: expect.stringMatching(/^signer\.(unknown_ticket|refused)$/) })
  })
})

describe('a PKCS #12 process', () => {
  test('signs nothing but attributes that name its own certificate', async () => {
    const signer = await keyProcess('rsa_sha256')
    const { certificateDer } = await signer.identity()
    const foreign = buildSignedAttributes(Buffer.alloc(32), pki.seal.certificateDer)
    for (const bytes of [Buffer.from('login challenge'), foreign, Buffer.concat([buildSignedAttributes(Buffer.alloc(32), certificateDer), Buffer.from([0])])]) {
      await expect(signer.request(bytes)).rejects.toMatchObject({ code: 'signer.not_attributes' })
    }
    signer.close()
    await expect(signer.request(foreign)).rejects.toMatchObject({ code: 'signer.unreachable' })
  })

  test('says which of file and password is wrong', async () => {
    await expect(openPkcs12Signer({ pkcs12: pki.leaderPkcs12, password: 'sai' })).rejects.toMatchObject({ code: 'pkcs12.wrong_password' })
    await expect(openPkcs12Signer({ pkcs12: Buffer.from('x'), password: PASSWORD })).rejects.toMatchObject({ code: 'pkcs12.broken' })
  })
})

describe('a token', () => {
  const attributes = Buffer.alloc(32)

  test('that gets a wrong PIN is asked once, not again', async () => {
    let asked = 0
    const signer = pkcs11Signer({ ...token.token('01'), pin: () => { asked++; return Promise.resolve('000000') } })
    await expect(signer.request(attributes)).rejects.toMatchObject({ code: 'signer.wrong_pin' })
    expect(asked).toBe(1)
  })

  test('without that key, or without its library, says so', async () => {
    await expect(pkcs11Signer({ ...token.token('99'), pin: () => Promise.resolve(token.pin) }).identity()).rejects.toMatchObject({ code: 'signer.key_not_found' })
    const gone = { ...token.token('01'), modulePath: '/nonexistent.so', pin: () => Promise.resolve(token.pin) }
    await expect(pkcs11Signer(gone).identity()).rejects.toMatchObject({ code: 'signer.unreachable' })
  })
})

describe('a remote service', () => {
  test('never sees a document, only a hash', async () => {
    csc.calls.length = 0
    const signer = remote({})
    await signer.request(buildSignedAttributes(Buffer.alloc(32), (await signer.identity()).certificateDer))
    const signed = csc.calls.find(({ method }) => method === 'signatures/signHash')
    const [hash = ''] = (signed?.input['hashes'] ?? []) as string[]
    expect(Buffer.from(hash, 'base64')).toHaveLength(32)
    expect(JSON.stringify(csc.calls).length).toBeLessThan(4000)
  })

  test('with a wrong PIN, a wrong secret or an origin nobody allowed is refused', async () => {
    await expect(remote({ pin: () => Promise.resolve('0') }).request(Buffer.alloc(3))).rejects.toMatchObject({ code: 'signer.wrong_pin' })
    const account = { baseUrl: csc.baseUrl, clientId: csc.clientId, clientSecret: 'sai' }
    await expect(remote({ account }).identity()).rejects.toMatchObject({ code: 'signer.refused' })
    const network = { fetch: globalThis.fetch, allowedOrigins: ['https://example.org'], timeoutMs: 1000 }
    await expect(remote({ network }).identity()).rejects.toMatchObject({ code: 'network.not_allowed' })
  })

  test('with several keys of one account wants to be told which', async () => {
    const options = { account: { baseUrl: csc.baseUrl, clientId: csc.clientId, clientSecret: csc.clientSecret }, network: { fetch: globalThis.fetch, allowedOrigins: [csc.origin], timeoutMs: 30_000 }, now: () => NOW }
    await expect(cscSigner(options).identity()).rejects.toMatchObject({ code: 'signer.key_not_found' })
  })

  test('that talks without end is cut off', async () => {
    const endless = new ReadableStream({ pull: (stream) => { stream.enqueue(Buffer.alloc(64 * 1024, ' ')) } })
    const network = { fetch: () => Promise.resolve(new Response(endless)), allowedOrigins: [csc.origin], timeoutMs: 30_000 }
    await expect(remote({ network }).identity()).rejects.toMatchObject({ code: 'network.too_large' })
  })
})

describe('a person in two phases', () => {
  const attributesOf = (): Buffer => buildSignedAttributes(Buffer.alloc(32), pki.leader.certificateDer)
  const signerAt = (now: Date, take: SignatureMailbox['take']): Signer =>
    twoPhaseSigner({ identity: { ...pki.leader, algorithm: 'rsa_sha256' }, mailbox: { ...mailbox, take }, now: () => now, waitMs: 60_000 })

  async function ticket(): Promise<string> {
    const answer = await signerAt(NOW, () => Promise.resolve(null)).request(attributesOf())
    return answer.state === 'waiting' ? answer.ticket : ''
  }

  test('is too late one millisecond after the end', async () => {
    const value = await signAttributes(pki.leader.key, attributesOf())
    const waiting = await ticket()
    const at = (ms: number): Promise<SignatureAnswer> => signerAt(new Date(NOW.getTime() + ms), () => Promise.resolve(value)).collect(waiting)
    expect(await at(60_000)).toMatchObject({ state: 'signed' })
    await expect(at(60_001)).rejects.toMatchObject({ code: 'signer.expired' })
  })

  test('may say no, and may not answer another question or with another key', async () => {
    await expect(signerAt(NOW, () => Promise.resolve('declined')).collect(await ticket())).rejects.toMatchObject({ code: 'signer.refused' })
    for (const [key, bytes] of [[pki.leader.key, Buffer.from('another')], [pki.seal.key, attributesOf()]] as const) {
      const value = await signAttributes(key, bytes)
      await expect(signerAt(NOW, () => Promise.resolve(value)).collect(await ticket())).rejects.toMatchObject({ code: 'signer.answer_invalid' })
    }
  })
})
