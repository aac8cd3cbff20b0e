import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, PASSWORD, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { inFolder, runTool } from '../fixtures/run-tool.ts'
import { DEMO_NOTICE, createDemoAuthority } from '../pki/demo-authority.ts'
import { assertCertificateUsable, readCertificate } from './certificate.ts'
import { openPkcs12 } from './open-pkcs12.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

let pki: DeclaredPki

beforeAll(async () => {
  pki = await makeDeclaredPki()
})

test('a certificate is usable inside its dates only', () => {
  const certificate = readCertificate(pki.leader.certificateDer)
  expect(() => { assertCertificateUsable(certificate, NOW) }).not.toThrow()
  expect(() => { assertCertificateUsable(certificate, new Date('2019-01-01')) }).toThrow(expect.objectContaining({ code: 'certificate.not_yet_valid' }))
  expect(() => { assertCertificateUsable(certificate, new Date('2061-01-01')) }).toThrow(expect.objectContaining({ code: 'certificate.expired' }))
})

test('an authority may not sign documents', () => {
  const root = readCertificate(pki.authority.certificateDer)
  expect(() => { assertCertificateUsable(root, NOW) }).toThrow(expect.objectContaining({ code: 'certificate.key_usage' }))
})

test('every demo name says that it has no legal value, and Node reads the same Vietnamese', () => {
  for (const der of [pki.authority.certificateDer, pki.leader.certificateDer, pki.seal.certificateDer]) {
    expect(readCertificate(der).subject.organisationalUnit).toBe(DEMO_NOTICE)
    expect(new X509Certificate(der).subject).toContain(DEMO_NOTICE)
  }
})

test('the demo authority has an RSA key of 3072 bits unless told otherwise', async () => {
  const { certificateDer } = await createDemoAuthority({ now: NOW })
  expect(readCertificate(certificateDer).publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072)
})

test('a wrong password and a broken file are told apart', () => {
  expect(() => openPkcs12(pki.leaderPkcs12, 'sai')).toThrow(expect.objectContaining({ code: 'pkcs12.wrong_password' }))
  expect(() => openPkcs12(Buffer.from('not a key store'), PASSWORD)).toThrow(expect.objectContaining({ code: 'pkcs12.broken' }))
})

test('RSA and EC keys come out with their certificate and its issuer', () => {
  expect(pki.leader.key.asymmetricKeyType).toBe('rsa')
  expect(pki.seal.key.asymmetricKeyType).toBe('ec')
  expect(pki.leader.chainDer.map((der) => Buffer.from(der).equals(pki.authority.certificateDer))).toEqual([true])
})

test('OpenSSL opens our key store, and verifies the certificate in it', async () => {
  await inFolder(async (folder) => {
    const [store, root, leaf] = ['leader.p12', 'root.pem', 'leaf.pem'].map((name) => join(folder, name)) as [string, string, string]
    await writeFile(store, pki.leaderPkcs12)
    await writeFile(root, new X509Certificate(pki.authority.certificateDer).toString())
    const opened = await runTool('openssl', 'pkcs12', '-in', store, '-passin', `pass:${PASSWORD}`, '-clcerts', '-nokeys', '-out', leaf)
    expect(opened.exitCode).toBe(0)
    const verified = await runTool('openssl', 'verify', '-x509_strict', '-attime', String(NOW.getTime() / 1000), '-CAfile', root, leaf)
    expect(verified.output).toContain('OK')
  })
})
