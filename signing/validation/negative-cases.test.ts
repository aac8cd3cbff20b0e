import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CmsOptions } from '../fixtures/build-cms.ts'
import { buildCrl, buildOcsp } from '../fixtures/build-revocation.ts'
import { buildTimestamp } from '../fixtures/build-timestamp.ts'
import type { RawSignature } from '../fixtures/raw-signature.ts'
import { signRaw, stampRaw, storeRaw } from '../fixtures/raw-signature.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { FRESH, JUDGED_AT, SIGNED_AT, STALE, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import { makeTinyPdf } from '../fixtures/tiny-pdf.ts'
import type { ValidationOptions } from './validate.ts'
import { validatePdf } from './validate.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: TestPki

beforeAll(async () => { pki = await makeTestPki() })

function judge(pdf: Uint8Array, more: Partial<ValidationOptions> = {}): string {
  const { verdict, code } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT, ...more })
  return `${verdict} ${code}`
}

function sign(more: Partial<RawSignature> = {}, base: Uint8Array = makeTinyPdf()): Buffer {
  return signRaw(base, { signer: pki.leader, field: 'LanhDao', isVisible: true, ...more })
}

/** The same length, or the offsets would give it away. */
function replaced(pdf: Buffer, from: string | RegExp, to: string | ((found: string) => string)): Buffer {
  const text = pdf.toString('latin1')
  const found = typeof from === 'string' ? from : from.exec(text)?.[0] ?? ''
  const next = typeof to === 'string' ? to : to(found)
  expect([text.includes(found), next.length]).toEqual([true, found.length])
  return Buffer.from(text.replace(found, () => next), 'latin1')
}

test('a good signature is valid, so that every refusal below has one cause only', () => {
  expect(judge(sign())).toBe('VALID OK')
  expect(judge(sign({ signer: pki.seal, field: 'CoQuan' }, sign()))).toBe('VALID OK')
})

describe('what was signed', () => {
  test('1: one changed byte is found', () => {
    expect(judge(replaced(sign(), '120 trieu', '920 trieu'))).toBe('INVALID DIGEST_MISMATCH')
  })

  test('2: a corrupt value and the value of another key are found', () => {
    expect(judge(sign({ cms: { isValueCorrupt: true } }))).toBe('INVALID SIGNATURE_INVALID')
    const mixed = { ...pki.leader, certificateDer: pki.seal.certificateDer }
    expect(judge(sign({ signer: mixed }))).toBe('INVALID SIGNATURE_INVALID')
  })

  test('3: contents that are missing, null, odd or no DER are found', () => {
    const contents = /\/Contents <[0-9a-f]+>/
    for (const broken of [
      replaced(sign(), contents, (found) => found.replace('/Contents', '/Kontents')),
      replaced(sign(), contents, (found) => '/Contents null'.padEnd(found.length)),
      replaced(sign(), contents, (found) => `${found.slice(0, -2)} >`),
      replaced(sign(), contents, (found) => found.replace('<3082', '<ff82')),
      replaced(sign(), contents, (found) => `/Contents <${'0'.repeat(found.length - 12)}>`),
    ]) expect(judge(broken)).toBe('INVALID CONTENTS_MALFORMED')
  })

  test('4: a byte range that is missing, short, negative, not from 0 or overlapping is found', () => {
    const range = /\/ByteRange \[0 \d+ \d+ \d+\] {2}/
    const broken = (change: (numbers: string[]) => string): string => judge(replaced(sign(), range, (found) => {
      const numbers = /\[(.*)\]/.exec(found)?.[1]?.split(' ') ?? []
      return change(numbers).padEnd(found.length).slice(0, found.length)
    }))
    expect(broken((numbers) => `/ByteRanje [${numbers.join(' ')}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken((numbers) => `/ByteRange [${numbers.slice(0, 3).join(' ')}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b, c, d]) => `/ByteRange [-1 ${b} ${c} ${d}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b, c, d]) => `/ByteRange [1 ${b} ${c} ${d}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b, c, d]) => `/ByteRange [0 ${c} ${b} ${d}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b, c, d]) => `/ByteRange [0 ${b} ${c} -${d}]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b]) => `/ByteRange [0 ${b} 0 0 0 0]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(([, b, c]) => `/ByteRange [0 ${b} ${c} 99999]`)).toBe('INVALID BYTERANGE_MALFORMED')
    expect(broken(() => '/ByteRange null')).toBe('INVALID BYTERANGE_MALFORMED')
  })

  test('5: a gap larger than the contents is found, and so is a gap somewhere else', () => {
    const wider = replaced(sign(), /\/ByteRange \[0 \d+/, (found) => {
      const start = Number(/\d+$/.exec(found)?.[0])
      return found.replace(String(start), String(start - 5))
    })
    expect(judge(wider)).toBe('INVALID BYTERANGE_HOLE')
    const elsewhere = replaced(sign(), /\/ByteRange \[0 \d+ \d+ \d+\] +/, (found) => '/ByteRange [0 10 60 100]'.padEnd(found.length))
    expect(judge(elsewhere)).toBe('INVALID SIG_OBJECT_RELOCATED')
  })

  test('6: data hidden behind the signature is found', () => {
    expect(judge(replaced(sign(), /00> {1,2}\/M/, (found) => found.replace('00', '41')))).toBe('INVALID CONTENTS_TRAILING_DATA')
  })
})

describe('the structure of the signature', () => {
  test('14: two signers, content inside, and missing attributes are refused', () => {
    const cases: CmsOptions[] = [
      { signerCount: 2 },
      { without: ['message_digest'] },
      { without: ['content_type'] },
      { enclosed: { type: '1.2.840.113549.1.7.1', content: Buffer.from('another text') } },
    ]
    for (const cms of cases) expect(judge(sign({ cms, room: 12_000 }))).toBe('INVALID CMS_STRUCTURE')
  })

  test('15: a reference to another certificate, or none, is refused', () => {
    expect(judge(sign({ cms: { reference: pki.seal.certificateDer } }))).toBe('INVALID ESS_MISMATCH')
    expect(judge(sign({ cms: { without: ['certificate_reference'] } }))).toBe('INVALID ESS_MISMATCH')
    // Adobe's older kind never promised the reference, and therefore reaches no PAdES level.
    const older = validatePdf(sign({ cms: { without: ['certificate_reference'] }, subFilter: 'adbe.pkcs7.detached' }), {
      anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT,
    })
    expect(older.signatures[0]).toMatchObject({ verdict: 'VALID', level: null, warnings: ['NOT_PADES'] })
  })

  test('20: SHA-1, MD5 and short keys are refused, also in the chain', () => {
    expect(judge(sign({ cms: { hash: 'sha1' } }))).toBe('INVALID WEAK_ALGORITHM')
    expect(judge(sign({ cms: { hash: 'md5' } }))).toBe('INVALID WEAK_ALGORITHM')
    expect(judge(sign({ signer: pki.shortKey }))).toBe('INVALID WEAK_ALGORITHM')
    expect(judge(sign({ signer: pki.weaklyCertified }))).toBe('INVALID WEAK_ALGORITHM')
  })

  test('24: one signature in two fields is refused', () => {
    const shared = makeTinyPdf({ more: { 20: '<</Type /Annot /Subtype /Widget /FT /Sig /T (BanSao) /V 99 0 R /Rect [0 0 0 0]>>' } })
      .toString('latin1').replace('/Fields [8 0 R 9 0 R 10 0 R]', '/Fields [8 0 R 9 0 R 20 0 R]')
    const number = /\/Size (\d+)/.exec(shared)?.[1] ?? ''
    expect(judge(sign({}, Buffer.from(shared.replace('/V 99 0 R', `/V ${number} 0 R`), 'latin1')))).toBe('INVALID SIG_SHARED')
  })
})

describe('the certificate', () => {
  test('16: an expired certificate and one not yet valid are refused at the proven time', () => {
    expect(judge(sign({ signer: pki.expired }))).toBe('INVALID CERT_EXPIRED')
    expect(judge(sign({ signer: pki.notYetValid }))).toBe('INVALID CERT_NOT_YET_VALID')
    const stamped = sign({ signer: pki.expired, at: new Date('2026-10-01T00:00:00Z'), cms: { timestamp: (value) => buildTimestamp(value, pki.timestamps, SIGNED_AT) } })
    expect(judge(stamped)).toBe('INVALID CERT_EXPIRED')
    // Claimed before its end, and nothing proves it.
    expect(judge(sign({ signer: pki.expired, at: new Date('2026-10-01T00:00:00Z') }))).toBe('INDETERMINATE CERT_EXPIRED')
  })

  test('17: revoked before the proven time is invalid, an unknown status leaves the question open', () => {
    const revokedOn = (at: string): Partial<ValidationOptions> => ({
      ocspsDer: [], crlsDer: [buildCrl(pki.root, FRESH), buildCrl(pki.issuing, FRESH, [{ certificateDer: pki.leader.certificateDer, at: new Date(at) }])],
    })
    expect(judge(sign(), revokedOn('2026-11-19T00:00:00Z'))).toBe('INVALID CERT_REVOKED')
    const byOcsp = buildOcsp(pki.issuing, { certificateDer: pki.leader.certificateDer, issuerDer: pki.issuing.certificateDer, ...FRESH, revokedAt: new Date('2026-11-19T00:00:00Z') })
    expect(judge(sign(), { ocspsDer: [byOcsp] })).toBe('INVALID CERT_REVOKED')
    // Revoked between signing and judging: only a timestamp proves which came first.
    expect(judge(sign(), revokedOn('2026-11-20T01:30:30Z'))).toBe('INDETERMINATE CERT_REVOKED')
    const stamped = sign({ cms: { timestamp: (value) => buildTimestamp(value, pki.timestamps, SIGNED_AT) } })
    expect(judge(stamped, revokedOn('2026-11-20T01:30:30Z'))).toBe('VALID OK')
    // 21: the proof of time lies after the revocation.
    expect(judge(stamped, revokedOn('2026-11-19T00:00:00Z'))).toBe('INVALID CERT_REVOKED')
    expect(judge(stampRaw(sign(), pki.timestamps, SIGNED_AT), revokedOn('2026-11-19T00:00:00Z'))).toBe('INVALID CERT_REVOKED')
    expect(judge(sign(), { crlsDer: [], ocspsDer: [] })).toBe('INDETERMINATE REVOCATION_UNKNOWN')
    expect(judge(sign({ signer: pki.unpublished }), { crlsDer: [], ocspsDer: [] })).toBe('VALID OK')
    expect(judge(sign({ signer: pki.unpublished }), { crlsDer: [], ocspsDer: [], revocation: 'required' })).toBe('INDETERMINATE REVOCATION_UNKNOWN')
  })

  test('18: certificates made for something else cannot sign', () => {
    expect(judge(sign({ signer: pki.timestamps }))).toBe('INVALID KEY_USAGE')
    expect(judge(sign({ signer: pki.issuing }))).toBe('INVALID KEY_USAGE')
    expect(judge(sign({ signer: pki.responder }))).toBe('INVALID KEY_USAGE')
    expect(judge(sign({ signer: pki.encipherOnly }))).toBe('INVALID KEY_USAGE')
    expect(judge(sign({ signer: pki.webServer }))).toBe('INVALID KEY_USAGE')
  })

  test('19: an issuer that only bears the name of a trusted one is not trusted', () => {
    expect(judge(sign({ signer: pki.lookAlike }))).toBe('INDETERMINATE UNTRUSTED_ANCHOR')
    expect(judge(sign({ signer: pki.selfSigned }))).toBe('INDETERMINATE UNTRUSTED_ANCHOR')
    // Unless the verifier named this very certificate.
    expect(judge(sign({ signer: pki.selfSigned }), { anchorsDer: [pki.selfSigned.certificateDer] })).toBe('VALID OK')
    expect(judge(sign(), { anchorsDer: [] })).toBe('INDETERMINATE UNTRUSTED_ANCHOR')
    const pinned = { anchorsDer: [pki.issuing.certificateDer] }
    expect(judge(sign({ signer: pki.lookAlike }), pinned)).toBe('INDETERMINATE UNTRUSTED_ANCHOR')
  })

  test('26: revocation data that its issuer did not sign, or that is stale, proves nothing', () => {
    const forged = { ...pki.lookAlike, certificateDer: pki.issuing.certificateDer }
    const nothing = { crlsDer: [buildCrl(pki.root, FRESH)], ocspsDer: [] }
    expect(judge(storeRaw(sign(), { crls: [buildCrl(forged, FRESH)] }), nothing)).toBe('INDETERMINATE REVOCATION_DATA_UNTRUSTED')
    const answer = { certificateDer: pki.leader.certificateDer, issuerDer: pki.issuing.certificateDer }
    expect(judge(storeRaw(sign(), { ocsps: [buildOcsp(forged, { ...answer, ...FRESH })] }), nothing)).toBe('INDETERMINATE REVOCATION_DATA_UNTRUSTED')
    expect(judge(storeRaw(sign(), { crls: [buildCrl(pki.issuing, STALE)] }), nothing)).toBe('INDETERMINATE REVOCATION_DATA_UNTRUSTED')
    expect(judge(storeRaw(sign(), { ocsps: [buildOcsp(pki.responder, { ...answer, ...STALE })] }), nothing)).toBe('INDETERMINATE REVOCATION_DATA_UNTRUSTED')
    // A certificate of the same authority that is no responder.
    expect(judge(storeRaw(sign(), { ocsps: [buildOcsp(pki.seal, { ...answer, ...FRESH })] }), nothing)).toBe('INDETERMINATE REVOCATION_DATA_UNTRUSTED')
  })
})

describe('time', () => {
  const stamped = (token: (value: Uint8Array) => Uint8Array, more: Partial<RawSignature> = {}): string =>
    judge(sign({ ...more, cms: { timestamp: token } }))

  test('21: a timestamp over other bytes, by the wrong certificate or before the certificate is refused', () => {
    expect(stamped(() => buildTimestamp(Buffer.from('other'), pki.timestamps, SIGNED_AT))).toBe('INVALID TIMESTAMP_INVALID')
    expect(stamped((value) => buildTimestamp(value, pki.seal, SIGNED_AT))).toBe('INVALID TIMESTAMP_INVALID')
    expect(stamped((value) => buildTimestamp(value, pki.timestamps, new Date('2024-01-01T00:00:00Z')), { at: new Date('2024-01-01T00:00:00Z') })).toBe('INVALID TIMESTAMP_INVALID')
    expect(stamped((value) => buildTimestamp(value, pki.timestamps, SIGNED_AT, { isValueCorrupt: true }))).toBe('INVALID TIMESTAMP_INVALID')
    expect(stamped((value) => buildTimestamp(value, pki.timestamps, SIGNED_AT, { reference: pki.seal.certificateDer }))).toBe('INVALID TIMESTAMP_INVALID')
    const copied = stampRaw(sign(), pki.timestamps, SIGNED_AT)
    expect(judge(replaced(copied, '120 trieu', '920 trieu'))).toBe('INVALID DIGEST_MISMATCH')
  })

  test('21: a timestamp of an authority that was revoked before is refused', () => {
    const revoked = { certificateDer: pki.timestamps.certificateDer, at: new Date('2026-11-01T00:00:00Z') }
    const pdf = sign({ cms: { timestamp: (value) => buildTimestamp(value, pki.timestamps, SIGNED_AT) } })
    expect(judge(pdf, { crlsDer: [buildCrl(pki.root, FRESH), buildCrl(pki.issuing, FRESH, [revoked])] })).toBe('INVALID TIMESTAMP_INVALID')
  })

  test('a timestamp that nobody trusts proves nothing, and the level says so', () => {
    const pdf = sign({ cms: { timestamp: (value) => buildTimestamp(value, pki.strangerTimestamps, SIGNED_AT) } })
    const { signatures } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })
    expect(signatures[0]).toMatchObject({ verdict: 'VALID', level: 'B-B', provenAt: null, warnings: ['TIMESTAMP_UNTRUSTED'] })
  })

  test('22: a claimed time after the proven one is refused, seven hours are told', () => {
    const token = (value: Uint8Array): Uint8Array => buildTimestamp(value, pki.timestamps, SIGNED_AT)
    expect(stamped(token, { at: new Date('2026-11-20T03:00:00Z') })).toBe('INVALID TIME_INCONSISTENT')
    expect(judge(sign({ at: new Date('2026-11-20T05:00:00Z') }))).toBe('INVALID TIME_INCONSISTENT')
    const pdf = sign({ at: new Date('2026-11-20T08:30:00Z'), cms: { timestamp: token } })
    const { signatures } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })
    expect(signatures[0]).toMatchObject({ verdict: 'VALID', level: 'B-T', warnings: ['CLAIMED_TIME_SEVEN_HOURS_OFF'] })
  })
})
