import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { EvidenceSettings } from '../evidence/collect-evidence.ts'
import type { LocalAuthority } from '../fixtures/local-authority.ts'
import { startLocalAuthority } from '../fixtures/local-authority.ts'
import { Judges } from '../fixtures/judges.ts'
import { makeNotice } from '../fixtures/notice.ts'
import { PdfDocument } from '../pdf/document.ts'
import { as } from '../pdf/objects.ts'
import { keySigner } from '../signers/key-signer.ts'
import type { TimestampAuthority } from '../timestamp/request-timestamp.ts'
import { timestampAuthority } from '../timestamp/request-timestamp.ts'
import { raiseToBLT, raiseToBLTA, raiseToBT } from './raise-level.ts'
import { signDocument } from './sign-document.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let authority: LocalAuthority
let judges: Judges
let timestamps: TimestampAuthority
let evidence: EvidenceSettings
let plain: Uint8Array

beforeAll(async () => {
  authority = await startLocalAuthority()
  judges = await Judges.open([authority.rootDer], new Date())
  const network = { fetch: globalThis.fetch, allowedOrigins: [authority.origin], timeoutMs: 30_000 }
  timestamps = timestampAuthority({ url: authority.timestampUrl, network, backoffMs: 0 })
  evidence = { anchorsDer: [authority.rootDer], network, now: () => new Date() }
  plain = await signDocument(await makeNotice('table'), keySigner(authority.leader), request('LanhDao'))
})

afterAll(async () => {
  await judges.close()
  await authority.close()
})

function request(fieldName: string): Parameters<typeof signDocument>[2] {
  return { fieldName, signedAt: new Date(), signerName: 'Nguyễn Thị Quỳnh Hương' }
}

test('from B-B to B-LTA step by step: every step leaves the file before it alone, and every judge accepts each', async () => {
  const withTime = await raiseToBT(plain, timestamps)
  const withEvidence = await raiseToBLT(withTime, evidence)
  const archived = await raiseToBLTA(withEvidence, timestamps)
  for (const [before, after] of [[plain, withTime], [withTime, withEvidence], [withEvidence, archived]] as const) {
    expect(after.length).toBeGreaterThan(before.length)
    expect(Buffer.from(after.subarray(0, before.length)).equals(before)).toBe(true)
  }
  expect(await judges.complaints(withTime, 1, 1)).toEqual([])
  expect(await judges.complaints(archived, 1, 2)).toEqual([])
  expect(storedIn(archived)).toEqual({ Certs: 4, OCSPs: 2, VRI: 2 })
})

test('a second signature and its evidence come after the first one is archived, and both are kept', async () => {
  const archived = await raiseToBLTA(await raiseToBLT(await raiseToBT(plain, timestamps), evidence), timestamps)
  const sealed = await signDocument(archived, keySigner(authority.seal), request('CoQuan'), timestamps)
  const again = await raiseToBLTA(await raiseToBLT(sealed, evidence), timestamps)
  expect(await judges.complaints(again, 2, 3)).toEqual([])
  expect(storedIn(again).VRI).toBe(4)
})

test('a timestamp taken in the act of signing stands in the signature itself, and then needs no other', async () => {
  const signed = await signDocument(await makeNotice('stream'), keySigner(authority.seal), request('CoQuan'), timestamps)
  expect(await judges.complaints(signed, 1)).toEqual([])
  expect(await raiseToBT(signed, timestamps)).toEqual(signed)
  expect(storedIn(await raiseToBLT(signed, evidence)).VRI).toBe(1)
})

test('a timestamp larger than its room is not cut: the signature is prepared again', async () => {
  const modest: TimestampAuthority = { lastTokenSizeBytes: 100, stamp: (sha256) => timestamps.stamp(sha256) }
  const signed = await signDocument(await makeNotice('table'), keySigner(authority.leader), request('LanhDao'), modest)
  expect(await judges.complaints(signed, 1)).toEqual([])
  expect(await judges.complaints(await raiseToBT(plain, modest), 1, 1)).toEqual([])
})

test('levels are reached in order only', async () => {
  await expect(raiseToBLT(plain, evidence)).rejects.toMatchObject({ code: 'level.out_of_order' })
  await expect(raiseToBLTA(await raiseToBT(plain, timestamps), timestamps)).rejects.toMatchObject({ code: 'level.out_of_order' })
  await expect(raiseToBT(await makeNotice('table'), timestamps)).rejects.toMatchObject({ code: 'level.out_of_order' })
})

describe('evidence', () => {
  test('a list of revocations stands in where the responder gives nothing', async () => {
    authority.spoiled.set('/ocsp', () => Buffer.from('busy'))
    try {
      expect(storedIn(await raiseToBLT(await raiseToBT(plain, timestamps), evidence))).toEqual({ Certs: 3, CRLs: 1, VRI: 2 })
    } finally {
      authority.spoiled.clear()
    }
  })

  test('an answer that the responder did not sign is not kept', async () => {
    const flip = (bytes: Buffer): Buffer => { bytes[bytes.length - 700] = (bytes[bytes.length - 700] ?? 0) ^ 1; return bytes }
    authority.spoiled.set('/ocsp', flip)
    authority.spoiled.set('/root.crl', (bytes) => { bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1; return bytes })
    try {
      await expect(raiseToBLT(await raiseToBT(plain, timestamps), evidence)).rejects.toMatchObject({ code: 'evidence.missing' })
    } finally {
      authority.spoiled.clear()
    }
  })

  test('an origin that nobody allowed is not asked', async () => {
    const asked = authority.asked.length
    const closed = { ...evidence, network: { ...evidence.network, allowedOrigins: [] } }
    const withTime = await raiseToBT(plain, timestamps)
    expect(authority.asked.length).toBe(asked + 1)
    await expect(raiseToBLT(withTime, closed)).rejects.toMatchObject({ code: 'evidence.missing' })
    expect(authority.asked.length).toBe(asked + 1)
  })
})

describe('a timestamp is refused', () => {
  const digest = createHash('sha256').update('x').digest()

  test('when it answers another question', async () => {
    const kept: Buffer[] = []
    authority.spoiled.set('/tsa', (answer) => { kept.push(answer); return kept[0] ?? answer })
    try {
      await timestamps.stamp(digest)
      await expect(timestamps.stamp(digest)).rejects.toMatchObject({ code: 'timestamp.invalid', detail: 'nonce' })
      await expect(timestamps.stamp(createHash('sha256').update('y').digest())).rejects.toMatchObject({ code: 'timestamp.invalid' })
    } finally {
      authority.spoiled.clear()
    }
  })

  test('when the authority says no, or talks too much', async () => {
    authority.spoiled.set('/tsa', () => Buffer.from('30053003020102', 'hex'))
    await expect(timestamps.stamp(digest)).rejects.toMatchObject({ code: 'timestamp.refused' })
    authority.spoiled.set('/tsa', () => Buffer.alloc(100_000))
    await expect(timestamps.stamp(digest)).rejects.toMatchObject({ code: 'network.too_large' })
    authority.spoiled.clear()
  })

  test('after three failures, not after one', async () => {
    let calls = 0
    const network = { fetch: (async () => { calls++; return new Response('', { status: 503 }) }) as typeof fetch, allowedOrigins: [authority.origin], timeoutMs: 1000 }
    const flaky = timestampAuthority({ url: authority.timestampUrl, network, backoffMs: 0 })
    await expect(flaky.stamp(digest)).rejects.toMatchObject({ code: 'network.failed' })
    expect(calls).toBe(3)
  })
})

test('who is revoked gets no evidence', async () => {
  const signed = await signDocument(await makeNotice('table'), keySigner(authority.seal), request('CoQuan'), timestamps)
  await authority.revoke('seal')
  await expect(raiseToBLT(signed, evidence)).rejects.toMatchObject({ code: 'evidence.revoked' })
})

/** How many pieces of each kind the store lists. */
function storedIn(pdf: Uint8Array): Record<string, number> {
  const document = PdfDocument.open(pdf)
  const store = as('dict', document.get(document.catalog, 'DSS'))
  const count = (key: string): number => as('array', store === null ? null : document.get(store, key))?.items.length ?? 0
  const own = as('dict', store === null ? null : document.get(store, 'VRI'))?.entries.size ?? 0
  return Object.fromEntries([...['Certs', 'OCSPs', 'CRLs'].map((key) => [key, count(key)] as const), ['VRI', own] as const].filter(([, n]) => n > 0))
}
