import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { certifiedKey } from '../fixtures/certified-key.ts'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { Judges } from '../fixtures/judges.ts'
import { makeNotice } from '../fixtures/notice.ts'
import { keySigner } from '../signers/key-signer.ts'
import { validatePdf } from '../validation/validate.ts'
import { signDocument } from './sign-document.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: DeclaredPki
let judges: Judges

beforeAll(async () => {
  pki = await makeDeclaredPki()
  judges = await Judges.open([pki.authority.certificateDer], NOW)
})

afterAll(() => judges.close())

const KEYS: [string, number | 'prime256v1' | 'secp384r1', SigningAlgorithm][] = [
  ['RSA 2048', 2048, 'rsa_sha256'],
  ['RSA 3072', 3072, 'rsa_sha256'],
  ['RSA 4096', 4096, 'rsa_sha256'],
  ['RSA-PSS', 2048, 'rsa_pss_sha256'],
  ['ECDSA P-256', 'prime256v1', 'ecdsa_sha256'],
  ['ECDSA P-384', 'secp384r1', 'ecdsa_sha384'],
]

test.each(KEYS)('%s: every judge accepts the signature, and its room is taken to within a few bytes', async (name, kind, algorithm) => {
  const signer = keySigner({ ...await certifiedKey(pki.authority, kind, `Trần Thị Kiểm ${name}`), algorithm })
  const signed = await signDocument(await makeNotice('table'), signer, request('LanhDao'))
  expect(await judges.complaints(signed, 1)).toEqual([])
  const padding = /(0*)>/.exec(Buffer.from(signed).toString('latin1').match(/\/Contents <[0-9a-f]+>/)?.[0] ?? '')?.[1] ?? ''
  expect(padding.length).toBeLessThan(32)
})

test('names and reasons are composed, however they were typed', async () => {
  const typed = { signerName: 'Trần Thị Kiểm'.normalize('NFD'), reason: 'Ký ban hành'.normalize('NFD') }
  const signed = await signDocument(await makeNotice('table'), keySigner(pki.leader), { ...request('LanhDao'), ...typed })
  const { signatures } = validatePdf(signed, { anchorsDer: [pki.authority.certificateDer], at: NOW })
  expect([signatures[0]?.claimedName, signatures[0]?.claimedReason]).toEqual(['Trần Thị Kiểm'.normalize('NFC'), 'Ký ban hành'.normalize('NFC')])
})

test('a key that cannot make such a value is refused before anything is signed', async () => {
  const signer = keySigner({ ...pki.seal, algorithm: 'rsa_sha256' })
  await expect(signDocument(await makeNotice('table'), signer, request('CoQuan'))).rejects.toMatchObject({ code: 'signature.algorithm_unsuited' })
})

function request(fieldName: string): Parameters<typeof signDocument>[2] {
  return { fieldName, signedAt: NOW, signerName: 'Trần Thị Kiểm', reason: 'Ký ban hành' }
}
