import { createServer } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CmsOptions, TestSigner } from '../fixtures/build-cms.ts'
import { buildCrl, buildOcsp } from '../fixtures/build-revocation.ts'
import { buildTimestamp } from '../fixtures/build-timestamp.ts'
import { signRaw, stampRaw, storeRaw } from '../fixtures/raw-signature.ts'
import { inFolder, runTool } from '../fixtures/run-tool.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { FRESH, JUDGED_AT, SIGNED_AT, YEARS_LATER, certify, ec, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import { makeTinyPdf } from '../fixtures/tiny-pdf.ts'
import { PdfDocument } from '../pdf/document.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { locateSignature } from './locate-signature.ts'
import { validateOnline } from './validate-online.ts'
import type { ValidationReport } from './validate.ts'
import { validatePdf } from './validate.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: TestPki

beforeAll(async () => { pki = await makeTestPki() })

function sign(signer: TestSigner, cms: CmsOptions = {}): Buffer {
  return signRaw(makeTinyPdf(), { signer, field: 'LanhDao', isVisible: true, cms })
}

function stamped(value: Uint8Array): Uint8Array {
  return buildTimestamp(value, pki.timestamps, SIGNED_AT)
}

/** With everything needed to judge it inside. */
function kept(): Buffer {
  const { crlsDer, ocspsDer } = goodStatus(pki)
  return storeRaw(sign(pki.leader, { timestamp: stamped }), { certs: [pki.issuing.certificateDer], crls: crlsDer, ocsps: ocspsDer })
}

/** From nothing but the file and the root. */
function judge(pdf: Uint8Array, at = JUDGED_AT): ValidationReport {
  return validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], at })
}

describe('the level that was reached', () => {
  test('is B-B, B-T, B-LT and B-LTA as each step is taken, and never more', () => {
    const level = (pdf: Uint8Array): unknown => {
      const { signatures } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })
      return [signatures[0]?.verdict, signatures[0]?.level]
    }
    expect(level(sign(pki.leader))).toEqual(['VALID', 'B-B'])
    expect(level(sign(pki.leader, { timestamp: stamped }))).toEqual(['VALID', 'B-T'])
    expect(level(stampRaw(sign(pki.leader), pki.timestamps, SIGNED_AT))).toEqual(['VALID', 'B-T'])
    expect(level(storeRaw(sign(pki.leader, { timestamp: stamped }), {}))).toEqual(['VALID', 'B-T'])
    expect(level(kept())).toEqual(['VALID', 'B-LT'])
    expect(level(stampRaw(kept(), pki.timestamps, SIGNED_AT))).toEqual(['VALID', 'B-LTA'])
    // The last timestamp is older than the validation data, so it does not preserve them.
    const early = stampRaw(sign(pki.leader, { timestamp: stamped }), pki.timestamps, SIGNED_AT)
    const { crlsDer, ocspsDer } = goodStatus(pki)
    expect(level(storeRaw(early, { certs: [pki.issuing.certificateDer], crls: crlsDer, ocsps: ocspsDer }))).toEqual(['VALID', 'B-LT'])
  })

  test('keeps a signature valid offline, years after its certificate has ended', () => {
    const archived = stampRaw(kept(), pki.timestamps, new Date('2026-11-20T01:30:30Z'))
    expect(judge(archived, YEARS_LATER).signatures[0]).toMatchObject({ verdict: 'VALID', level: 'B-LTA', provenAt: SIGNED_AT })
    expect(judge(kept(), YEARS_LATER).signatures[0]).toMatchObject({ verdict: 'VALID', level: 'B-LT' })
    expect(judge(sign(pki.unpublished), YEARS_LATER)).toMatchObject({ verdict: 'INDETERMINATE', code: 'CERT_EXPIRED' })
  })

  test('an authority whose certificate ended is believed only through a newer timestamp', async () => {
    const brief = await certify(pki.issuing, ec('prime256v1'), {
      subject: { commonName: 'Dấu thời gian ngắn hạn' }, role: 'timestamp', notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z'),
    })
    const { crlsDer, ocspsDer } = goodStatus(pki)
    const signed = sign(pki.leader, { timestamp: (value) => buildTimestamp(value, brief, SIGNED_AT) })
    const inside = storeRaw(signed, { certs: [pki.issuing.certificateDer], crls: crlsDer, ocsps: ocspsDer })
    expect(judge(inside, YEARS_LATER).signatures[0]).toMatchObject({ verdict: 'INDETERMINATE', code: 'CERT_EXPIRED', warnings: ['TIMESTAMP_UNTRUSTED'] })
    const archived = stampRaw(inside, pki.timestamps, new Date('2026-12-01T00:00:00Z'))
    const { crlsDer: later } = goodStatus(pki, { thisUpdate: new Date('2026-12-01T00:00:00Z'), nextUpdate: new Date('2026-12-02T00:00:00Z') })
    const report = validatePdf(archived, { anchorsDer: [pki.root.certificateDer], crlsDer: later, at: YEARS_LATER })
    expect(report.signatures[0]).toMatchObject({ verdict: 'VALID', level: 'B-LTA', provenAt: SIGNED_AT })
  })

  test('revocation data inside the signature count as well', () => {
    const { crlsDer: crls, ocspsDer: ocsps } = goodStatus(pki)
    const report = judge(sign(pki.leader, { archive: { crls, ocsps } }))
    expect(report).toMatchObject({ verdict: 'VALID' })
    expect(report.signatures[0]?.revocation.map(({ source }) => source)).toEqual(['cms ocsp', 'cms crl', null])
  })

  test('a copied document timestamp is invalid, an untrusted one leaves the file open', () => {
    const options = { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT }
    const copied = signRaw(sign(pki.leader), {
      signer: pki.timestamps, field: 'Dau', rect: [0, 0, 0, 0], subFilter: 'ETSI.RFC3161', contents: () => buildTimestamp(Buffer.from('other bytes'), pki.timestamps, SIGNED_AT),
    })
    expect(validatePdf(copied, options)).toMatchObject({ verdict: 'INVALID', code: 'TIMESTAMP_INVALID', signatures: [{ verdict: 'VALID' }] })
    const stranger = stampRaw(sign(pki.unpublished), pki.strangerTimestamps, SIGNED_AT)
    const alone = { anchorsDer: options.anchorsDer, at: JUDGED_AT }
    expect(validatePdf(stranger, alone)).toMatchObject({ verdict: 'INDETERMINATE', code: 'UNTRUSTED_ANCHOR' })
    expect(validatePdf(stranger, { ...alone, timestampAnchorsDer: [pki.strangerTimestamps.chainDer[0] ?? new Uint8Array()] }))
      .toMatchObject({ verdict: 'VALID', documentTimestamps: [{ verdict: 'VALID' }] })
  })
})

describe('algorithms', () => {
  test('RSA, RSA-PSS, ECDSA P-256 and P-384 with SHA-256 to SHA-512 are verified', () => {
    const options = { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT }
    const made = [
      sign(pki.leader), sign(pki.leader, { isPss: true }), sign(pki.leader, { hash: 'sha512' }), sign(pki.seal), sign(pki.deputy, { hash: 'sha384' }),
    ]
    expect(made.map((pdf) => validatePdf(pdf, options).signatures.map(({ verdict, signatureAlgorithm, digestAlgorithm }) => `${verdict} ${signatureAlgorithm} ${digestAlgorithm}`)))
      .toEqual([['VALID rsa sha256'], ['VALID rsa_pss sha256'], ['VALID rsa sha512'], ['VALID ecdsa sha256'], ['VALID ecdsa sha384']])
  })
})

describe('missing statuses are fetched', () => {
  const asked: string[] = []
  const answers = new Map<string, () => Uint8Array | string>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    // On a busy machine a kept connection may end just when the next call takes it.
    response.writeHead(answers.has(path) ? 200 : 503, { connection: 'close' }).end(answers.get(path)?.())
  })
  let origin = ''
  let signed: Buffer

  beforeAll(async () => {
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const address = server.address()
    origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const person = await certify(pki.issuing, ec('prime256v1'), {
      subject: { commonName: 'Đỗ Thị Hỏi' }, role: 'signer', status: { ocspUrl: `${origin}/ocsp`, crlUrl: `${origin}/ca.crl` },
      notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2028-01-01T00:00:00Z'),
    })
    signed = sign(person)
    answers.set('/ocsp', () => buildOcsp(pki.responder, { certificateDer: person.certificateDer, issuerDer: pki.issuing.certificateDer, ...FRESH }))
  })

  beforeEach(() => { asked.length = 0 })
  afterAll(() => { server.close() })

  function judgeOnline(allowedOrigins: string[]): Promise<ValidationReport> {
    const network = { fetch: globalThis.fetch, allowedOrigins, timeoutMs: 30_000 }
    return validateOnline(signed, { anchorsDer: [pki.root.certificateDer], at: JUDGED_AT }, network)
  }

  test('from origins that are allowed, and from no other', async () => {
    expect(await judgeOnline(['http://127.0.0.1:1'])).toMatchObject({ verdict: 'INDETERMINATE', code: 'REVOCATION_UNKNOWN' })
    expect(asked).toEqual([])
    expect(await judgeOnline([origin])).toMatchObject({ verdict: 'VALID' })
    expect(asked).toEqual(['/ocsp'])
  })

  test('from a list, in PEM as well, where the responder gives nothing or too much; without either the question stays open', async () => {
    answers.delete('/ocsp')
    expect(await judgeOnline([origin])).toMatchObject({ verdict: 'INDETERMINATE', code: 'REVOCATION_UNKNOWN' })
    expect(asked).toEqual(['/ocsp', '/ca.crl'])
    answers.set('/ca.crl', () => `-----BEGIN X509 CRL-----\n${buildCrl(pki.issuing, FRESH).toString('base64')}\n-----END X509 CRL-----\n`)
    expect(await judgeOnline([origin])).toMatchObject({ verdict: 'VALID' })
    answers.set('/ocsp', () => Buffer.alloc(300_000))
    expect(await judgeOnline([origin])).toMatchObject({ verdict: 'VALID' })
  })
})

test('independent programs agree about the good file: pdfsig, qpdf and openssl', async () => {
  await inFolder(async (folder) => {
    const place = (name: string): string => join(folder, name)
    const pdf = stampRaw(kept(), pki.timestamps, SIGNED_AT)
    const { crlsDer, ocspsDer } = goodStatus(pki)
    const [field] = readSignatureFields(PdfDocument.open(pdf))
    if (field === undefined) throw new Error('no field')
    const { cms, gap, end } = locateSignature(PdfDocument.open(pdf), field)
    const files: Record<string, Uint8Array> = {
      'good.pdf': pdf, 'root.der': pki.root.certificateDer, 'issuing.der': pki.issuing.certificateDer, 'cms.der': cms,
      content: Buffer.concat([pdf.subarray(0, gap.start), pdf.subarray(gap.end, end)]),
      'ca.crl': crlsDer[1] ?? Buffer.alloc(0), 'leader.ocsp': ocspsDer[0] ?? Buffer.alloc(0),
      data: Buffer.from('data'), 'token.der': buildTimestamp(Buffer.from('data'), pki.timestamps, SIGNED_AT),
    }
    for (const [name, bytes] of Object.entries(files)) await writeFile(place(name), bytes)
    for (const name of ['root', 'issuing']) await runTool('openssl', 'x509', '-inform', 'DER', '-in', place(`${name}.der`), '-out', place(`${name}.pem`))
    await runTool('certutil', '-N', '-d', `sql:${folder}`, '--empty-password')
    await runTool('certutil', '-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,C,C', '-i', place('root.der'))

    expect((await runTool('pdfsig', '-nocert', '-nssdir', `sql:${folder}`, place('good.pdf'))).output).toContain('Signature is Valid')
    expect(await runTool('qpdf', '--check', place('good.pdf'))).toMatchObject({ exitCode: 0 })
    const attime = String(SIGNED_AT.getTime() / 1000)
    const signature = await runTool('openssl', 'cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', place('cms.der'), '-content', place('content'),
      '-CAfile', place('root.pem'), '-certfile', place('issuing.pem'), '-purpose', 'any', '-attime', attime, '-out', place('out'))
    expect(signature).toMatchObject({ exitCode: 0, output: expect.stringContaining('CAdES Verification successful') })
    const token = await runTool('openssl', 'ts', '-verify', '-token_in', '-in', place('token.der'), '-data', place('data'),
      '-CAfile', place('root.pem'), '-untrusted', place('issuing.pem'), '-attime', attime)
    expect(token).toMatchObject({ exitCode: 0, output: expect.stringContaining('Verification: OK') })
    expect((await runTool('openssl', 'crl', '-inform', 'DER', '-in', place('ca.crl'), '-CAfile', place('issuing.pem'), '-noout')).output).toContain('verify OK')
    expect((await runTool('openssl', 'ocsp', '-respin', place('leader.ocsp'), '-CAfile', place('root.pem'), '-verify_other', place('issuing.pem'), '-resp_text')).output)
      .toContain('Cert Status: good')
  })
})
