import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import forge from 'node-forge'
import { SigningError } from '../signing-error.ts'
import { isIssuedBy, readCertificate } from './certificate.ts'

export interface OpenedPkcs12 {
  /** Private; lives in memory only. RSA or EC. */
  key: KeyObject
  certificateDer: Uint8Array
  /** Issuers that came along, nearest first, the root included when it was in the file. */
  chainDer: Uint8Array[]
}

/** Far more than a key and a handful of certificates need. */
const PKCS12_BYTES_MAX = 256 * 1024

/**
 * Opens a PKCS #12 file, modern (PBES2) or legacy (3DES, RC2-40). node-forge only unwraps: keys and
 * certificates leave as DER and are read by node:crypto, because node-forge knows no EC and mangles UTF-8 names.
 * Blocks for some tens of milliseconds.
 *
 * @throws SigningError pkcs12.broken, pkcs12.wrong_password
 */
export function openPkcs12(bytes: Uint8Array, password: string): OpenedPkcs12 {
  const pfx = decrypt(bytes, password)
  try {
    const key = takeKey(pfx)
    const certificates = takeCertificates(pfx)
    const certificateDer = certificates.find((der) => new X509Certificate(der).checkPrivateKey(key))
    if (certificateDer === undefined) throw new SigningError('pkcs12.broken', 'no certificate for the key')
    return { key, certificateDer, chainDer: chainOf(certificateDer, certificates) }
  } catch (cause) {
    if (cause instanceof SigningError) throw cause
    throw new SigningError('pkcs12.broken', 'key or certificate')
  }
}

function decrypt(bytes: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  if (bytes.length > PKCS12_BYTES_MAX) throw new SigningError('pkcs12.broken', 'too large')
  try {
    const asn1 = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'))
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, password)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : ''
    const isPassword = /Invalid password|wrong password|Failed to decrypt/.test(message)
    throw new SigningError(isPassword ? 'pkcs12.wrong_password' : 'pkcs12.broken')
  }
}

function takeKey(pfx: forge.pkcs12.Pkcs12Pfx): KeyObject {
  const bag = bags(pfx, 'pkcs8ShroudedKeyBag')[0] ?? bags(pfx, 'keyBag')[0]
  if (bag?.key != null) {
    return createPrivateKey({ key: toDer(forge.pki.privateKeyToAsn1(bag.key)), format: 'der', type: 'pkcs1' })
  }
  // A key node-forge does not know, such as EC, is still there as PKCS #8.
  if (bag?.asn1 === undefined) throw new SigningError('pkcs12.broken', 'no key')
  return createPrivateKey({ key: toDer(bag.asn1), format: 'der', type: 'pkcs8' })
}

function takeCertificates(pfx: forge.pkcs12.Pkcs12Pfx): Uint8Array[] {
  return bags(pfx, 'certBag').flatMap((bag) => {
    if (bag.cert != null) return [toDer(forge.pki.certificateToAsn1(bag.cert))]
    return bag.asn1 === undefined ? [] : [toDer(bag.asn1)]
  })
}

function bags(pfx: forge.pkcs12.Pkcs12Pfx, kind: 'pkcs8ShroudedKeyBag' | 'keyBag' | 'certBag'): forge.pkcs12.Bag[] {
  const bagType = forge.pki.oids[kind] ?? ''
  return pfx.getBags({ bagType })[bagType] ?? []
}

function toDer(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}

function chainOf(leaf: Uint8Array, certificates: Uint8Array[]): Uint8Array[] {
  const others = certificates.filter((der) => der !== leaf).map(readCertificate)
  const chain: Uint8Array[] = []
  for (let last = readCertificate(leaf); chain.length <= others.length;) {
    const issuer = others.find((candidate) => candidate.fingerprint !== last.fingerprint && isIssuedBy(last, candidate))
    if (issuer === undefined) break
    chain.push(issuer.der)
    last = issuer
  }
  return chain
}
