import { beforeAll, describe, expect, test, vi } from 'vitest'
import { readCertificate } from '../cms/certificate.ts'
import { buildCms } from '../fixtures/build-cms.ts'
import type { RawSignature } from '../fixtures/raw-signature.ts'
import { signRaw, stampRaw } from '../fixtures/raw-signature.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { JUDGED_AT, SIGNED_AT, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import { appendRevision, makeTinyPdf, textObject } from '../fixtures/tiny-pdf.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import type { AgentUpload } from './accept-agent-upload.ts'
import { acceptAgentUpload } from './accept-agent-upload.ts'
import { validatePdf } from './validate.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const UNSIGNED = makeTinyPdf()

let pki: TestPki
/** By the leader; the agency's seal is asked for. */
let signed: Buffer
let sealed: Buffer
/** By the agency in a field that nobody declared. */
let elsewhere: Buffer

beforeAll(async () => {
  pki = await makeTestPki()
  signed = sign({ signer: pki.leader, field: 'LanhDao' }, UNSIGNED)
  sealed = sign({}, signed)
  elsewhere = sign({ field: 'Moi', rect: [60, 60, 200, 110] }, signed)
})

function sign(more: Partial<RawSignature>, base: Uint8Array): Buffer {
  return signRaw(base, { signer: pki.seal, field: 'CoQuan', isVisible: true, ...more })
}

function accept(returned: Uint8Array, more: Partial<AgentUpload> = {}): PdfFile {
  const { fingerprint } = readCertificate(pki.seal.certificateDer)
  return acceptAgentUpload({
    sent: signed, returned, field: 'CoQuan', isRightPerson: ({ sha256 }) => sha256 === fingerprint,
    options: { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT }, ...more,
  })
}

function expectRejected(returned: Uint8Array, detail: RegExp, more: Partial<AgentUpload> = {}): void {
  expect(() => accept(returned, more)).toThrow(expect.objectContaining({ code: 'agent.upload_rejected', detail: expect.stringMatching(detail) }))
}

test('exactly one new signature by the right person on the very file is taken', () => {
  expect(Buffer.from(accept(sealed).bytes).equals(sealed)).toBe(true)
  expect(accept(sealed, { sent: PdfFile.of(signed) }).sizeBytes).toBe(sealed.length)
  expect(accept(elsewhere, { field: null }).sizeBytes).toBe(elsewhere.length)
  expect(accept(sign({}, UNSIGNED), { sent: UNSIGNED }).sizeBytes).toBeGreaterThan(UNSIGNED.length)
})

describe('28: a file that a signing agent returns is rejected', () => {
  test('when it does not begin with what was sent', () => {
    expectRejected(signed, /beginning/)
    expectRejected(sign({}, UNSIGNED), /beginning/)
    const bent = Buffer.from(sealed)
    bent[100] = (bent[100] ?? 0) ^ 1
    expectRejected(bent, /beginning/)
  })

  test('when nothing is new, or two signatures are', () => {
    expectRejected(Buffer.concat([signed, Buffer.from('\n')]), /0 new/)
    expectRejected(Buffer.concat([UNSIGNED, Buffer.from('\n')]), /0 new/, { sent: UNSIGNED })
    expectRejected(sign({ field: 'Hai', rect: [60, 60, 90, 90] }, sealed), /2 new/)
    expectRejected(sealed, /2 new/, { sent: UNSIGNED })
  })

  test('when a timestamp came instead of the signature, or beside it', () => {
    expectRejected(stampRaw(signed, pki.timestamps, SIGNED_AT), /timestamp instead/)
    expectRejected(stampRaw(sealed, pki.timestamps, SIGNED_AT), /2 new/)
  })

  test('when a signature that was there is gone', () => {
    const stripped = appendRevision(signed, () => [textObject(7, '<</Fields [9 0 R 10 0 R] /SigFlags 3>>')])
    expectRejected(sign({}, stripped), /1 new/)
  })

  test('when another person signed, or another field', () => {
    expectRejected(sign({ signer: pki.deputy }, signed), /signed by Đặng Hữu Ước/)
    expectRejected(sealed, /signed in CoQuan/, { field: 'LanhDao' })
    expectRejected(elsewhere, /signed in Moi/)
    expectRejected(elsewhere, /MDP_VIOLATION/, { field: 'Moi' })
    expectRejected(sign({ field: 'Moi', rect: [60, 60, 200, 110] }, UNSIGNED), /signed in Moi/, { sent: UNSIGNED })
  })

  test('when the signature does not hold, or leaves bytes out', () => {
    const bent = Buffer.from(sealed)
    const at = bent.indexOf('/M (D:2026', signed.length) + '/M (D:202'.length
    bent[at] = (bent[at] ?? 0) ^ 1
    expectRejected(bent, /DIGEST_MISMATCH/)
    expectRejected(sign({ cms: { isValueCorrupt: true } }, signed), /SIGNATURE_INVALID/)
    expectRejected(Buffer.concat([sealed, Buffer.from('\n')]), /whole file/)
  })

  test('when something else was added, before the signature or after it', () => {
    expectRejected(appendRevision(sealed, (document) => [textObject(document.size, '<<>>')]), /whole file/)
    expectRejected(sign({}, appendRevision(signed, (document) => [textObject(document.size, '<<>>')])), /FORBIDDEN_OBJECT_ADDED/)
  })

  test('when the new signature stands in the old file, where it waited for its field', () => {
    const { sent, returned } = waitingSignature()
    expect(validatePdf(returned, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })).toMatchObject({ verdict: 'VALID' })
    expectRejected(returned, /old file/, { sent })
  })

  test('when the certificate was not meant for it, is not trusted, or nobody knows its status', () => {
    const anybody = { isRightPerson: () => true }
    expectRejected(sign({ signer: pki.timestamps }, signed), /KEY_USAGE/, anybody)
    expectRejected(sign({ signer: pki.lookAlike }, signed), /UNTRUSTED_ANCHOR/, anybody)
    expectRejected(sealed, /REVOCATION_UNKNOWN/, { options: { anchorsDer: [pki.root.certificateDer], at: JUDGED_AT } })
  })

  test('when an earlier signature in it cannot be judged', () => {
    const doubtful = sign({ signer: pki.lookAlike, field: 'LanhDao' }, UNSIGNED)
    expectRejected(sign({}, doubtful), /UNTRUSTED_ANCHOR/, { sent: doubtful })
  })

  test('when it cannot be read, or what was sent could not', () => {
    const broken = Buffer.from('%PDF-1.7\n')
    expectRejected(Buffer.concat([broken, Buffer.from('junk')]), /pdf\.broken/, { sent: broken })
    expectRejected(Buffer.concat([signed, Buffer.from('junk')]), /pdf\.broken|0 new/)
    expectRejected(sign({ contents: () => Buffer.from('3000', 'hex') }, signed), /cms\.broken/)
    expectRejected(sealed, /0 new/, { options: { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT, sizeBytesMax: signed.length } })
  })
})

/** A signature dictionary in the file as it is sent, its range already reaching over what will come back. */
function waitingSignature(): { sent: Buffer; returned: Buffer } {
  const empty = `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ${' '.repeat(44)} /Contents <${'0'.repeat(12_000)}> /M (D:20261120013000Z)>>`
  let number = 0
  const waiting = appendRevision(UNSIGNED, (document) => { number = document.size; return [textObject(number, empty)] })
  const returned = appendRevision(waiting, () => [
    textObject(9, `<</Type /Annot /Subtype /Widget /FT /Sig /T (CoQuan) /F 132 /Rect [250 130 360 240] /P 3 0 R /V ${number} 0 R>>`),
  ])
  const start = returned.indexOf('/Contents <0') + '/Contents '.length
  const end = returned.indexOf('>', start) + 1
  returned.write(`[0 ${start} ${end} ${returned.length - end}]`, returned.indexOf('/ByteRange ') + '/ByteRange '.length, 'latin1')
  const value = buildCms(Buffer.concat([returned.subarray(0, start), returned.subarray(end)]), pki.seal)
  returned.write(value.toString('hex'), start + 1, 'latin1')
  return { sent: returned.subarray(0, waiting.length), returned }
}
