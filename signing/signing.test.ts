import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { signAttributes } from './cms/sign-attributes.ts'
import { readSignedData } from './cms/read-signed-data.ts'
import type { DeclaredPki } from './fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from './fixtures/declared-pki.ts'
import type { Flavour } from './fixtures/notice.ts'
import { makeNotice, signField } from './fixtures/notice.ts'
import { inFolder, runTool } from './fixtures/run-tool.ts'
import { completeSignature } from './pades/complete-signature.ts'
import { prepareSignature } from './pades/prepare-signature.ts'
import { preparedFromJson, preparedToJson } from './pades/prepared-signature.ts'
import { PdfDocument } from './pdf/document.ts'
import { readSignatureFields } from './pdf/signature-fields.ts'
import { locateSignature } from './validation/locate-signature.ts'
import { validatePdf } from './validation/validate.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const FLAVOURS: Flavour[] = ['table', 'stream']

let pki: DeclaredPki
const signed = new Map<Flavour, Uint8Array>()

beforeAll(async () => {
  pki = await makeDeclaredPki()
  for (const flavour of FLAVOURS) {
    const byLeader = await signField(await makeNotice(flavour), 'LanhDao', pki.leader)
    signed.set(flavour, await signField(byLeader, 'CoQuan', pki.seal))
  }
})

function signedNotice(flavour: Flavour): Uint8Array {
  return signed.get(flavour) ?? new Uint8Array()
}

function validate(pdf: Uint8Array): ReturnType<typeof validatePdf> {
  return validatePdf(pdf, { anchorsDer: [pki.authority.certificateDer], at: NOW })
}

describe.each(FLAVOURS)('a notice with a cross-reference %s', (flavour) => {
  test('stays valid for the leader after the agency has sealed it', () => {
    const report = validate(signedNotice(flavour))
    expect(report.signatures.map(({ field, code, coversWholeFile }) => [field, code, coversWholeFile]))
      .toEqual([['LanhDao', 'OK', false], ['CoQuan', 'OK', true]])
    expect(report.signatures[0]?.signer?.name).toBe('Nguyễn Thị Quỳnh Hương')
  })

  test('is accepted by pdfsig with the root trusted, and qpdf finds nothing to say', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'notice.pdf')
      await writeFile(file, signedNotice(flavour))
      await writeFile(join(folder, 'root.der'), pki.authority.certificateDer)
      await runTool('certutil', '-N', '-d', `sql:${folder}`, '--empty-password')
      await runTool('certutil', '-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.der'))

      const { output } = await runTool('pdfsig', '-nssdir', `sql:${folder}`, file)
      expect(output.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
      expect(output.match(/Certificate Validation: Certificate is Trusted\./g)).toHaveLength(2)
      expect(output).toContain('Total document signed')
      const checked = await runTool('qpdf', '--check', file)
      expect(checked.output).not.toContain('WARNING')
      expect(checked.exitCode).toBe(0)
    })
  })

  test('is accepted by OpenSSL as CAdES, signing-certificate-v2 included', async () => {
    await inFolder(async (folder) => {
      const pdf = signedNotice(flavour)
      const document = PdfDocument.open(pdf)
      for (const field of readSignatureFields(document)) {
        const { cms, gap, end } = locateSignature(document, field)
        expect(readSignedData(cms)).toMatchObject({ hasSigningTime: false })
        await writeFile(join(folder, 'cms.der'), cms)
        await writeFile(join(folder, 'content'), Buffer.concat([pdf.subarray(0, gap.start), pdf.subarray(gap.end, end)]))
        await writeFile(join(folder, 'root.der'), pki.authority.certificateDer)
        await runTool('openssl', 'x509', '-inform', 'DER', '-in', join(folder, 'root.der'), '-out', join(folder, 'root.pem'))
        const { exitCode, output } = await runTool(
          'openssl', 'cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', join(folder, 'cms.der'),
          '-content', join(folder, 'content'), '-CAfile', join(folder, 'root.pem'), '-purpose', 'any',
          '-attime', String(NOW.getTime() / 1000), '-out', join(folder, 'out'),
        )
        expect([exitCode, output]).toEqual([0, expect.stringContaining('CAdES Verification successful')])
      }
    })
  })

  test('is unchanged up to the first byte of what a signature appended', async () => {
    const notice = await makeNotice(flavour)
    const once = await signField(notice, 'LanhDao', pki.leader)
    expect(Buffer.from(once.subarray(0, notice.length)).equals(notice)).toBe(true)
    expect(validate(once)).toMatchObject({ verdict: 'VALID', emptyFields: ['CoQuan'] })
  })
})

describe('a signature in two halves', () => {
  async function prepare(pdf: Uint8Array): ReturnType<typeof prepareSignature> {
    return prepareSignature(pdf, { ...pki.leader, fieldName: 'LanhDao', signedAt: NOW, signerName: 'Nguyễn Thị Quỳnh Hương' })
  }

  test('survives a restart between the halves', async () => {
    const notice = await makeNotice()
    const woken = preparedFromJson(preparedToJson(await prepare(notice)))
    const value = await signAttributes(pki.leader.key, woken.attributesDer)
    expect(validate(await completeSignature(notice, woken, value)).verdict).toBe('VALID')
  })

  test('refuses a value from another key', async () => {
    const notice = await makeNotice()
    const prepared = await prepare(notice)
    const value = await signAttributes(pki.seal.key, prepared.attributesDer)
    await expect(completeSignature(notice, prepared, value)).rejects.toMatchObject(expect.objectContaining({ code: 'signature.value_invalid' }))
  })

  test('refuses a document that changed meanwhile', async () => {
    const notice = await makeNotice()
    const prepared = await prepare(notice)
    const value = await signAttributes(pki.leader.key, prepared.attributesDer)
    const other = await signField(notice, 'CoQuan', pki.seal)
    await expect(completeSignature(other, prepared, value)).rejects.toMatchObject(expect.objectContaining({ code: 'signature.base_changed' }))
  })

  test('27: refuses the same value a second time, on the signed file and in place of another', async () => {
    const notice = await makeNotice()
    const prepared = await prepare(notice)
    const value = await signAttributes(pki.leader.key, prepared.attributesDer)
    const signedOnce = await completeSignature(notice, prepared, value)
    await expect(completeSignature(signedOnce, prepared, value)).rejects.toMatchObject({ code: 'signature.base_changed' })
    const other = await prepareSignature(notice, { ...pki.leader, fieldName: 'CoQuan', signedAt: NOW, signerName: 'x' })
    await expect(completeSignature(notice, other, value)).rejects.toMatchObject({ code: 'signature.value_invalid' })
  })

  test('refuses room that is too small instead of cutting the signature', async () => {
    const notice = await makeNotice()
    const prepared = await prepareSignature(notice, {
      ...pki.leader, fieldName: 'LanhDao', signedAt: NOW, signerName: 'x', contentsSizeBytes: 500,
    })
    const value = await signAttributes(pki.leader.key, prepared.attributesDer)
    await expect(completeSignature(notice, prepared, value)).rejects.toMatchObject(expect.objectContaining({ code: 'signature.contents_too_small' }))
  })

  test('refuses an expired certificate before anything is prepared', async () => {
    const request = { ...pki.expired, fieldName: 'LanhDao', signedAt: NOW, signerName: 'Trần Văn Đủ' }
    await expect(prepareSignature(await makeNotice(), request)).rejects.toMatchObject({ code: 'certificate.expired' })
  })

  test('refuses a field that is filled and a field that is not there', async () => {
    const request = { ...pki.leader, signedAt: NOW, signerName: 'x' }
    await expect(prepareSignature(signedNotice('table'), { ...request, fieldName: 'LanhDao' }))
      .rejects.toMatchObject({ code: 'signature.field_filled' })
    await expect(prepareSignature(signedNotice('table'), { ...request, fieldName: 'Khac' }))
      .rejects.toMatchObject({ code: 'signature.field_not_found' })
  })
})
