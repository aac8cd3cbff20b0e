import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { NULL, TAG, contextTag, der, integer, octetString, oid, sequence, setOf } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'

/** As OpenSSL 3 does. */
const MAC_ITERATIONS = 2048

export interface Pkcs12Contents {
  key: KeyObject
  certificateDer: Uint8Array
  chainDer: readonly Uint8Array[]
  /** Shown by key stores beside the key. */
  friendlyName: string
}

/**
 * A PKCS #12 file: the key under PBES2 with AES-256, the certificates in clear (they are public), an HMAC of
 * SHA-256 over all. Source: RFC 7292; OpenSSL, NSS and node-forge open it.
 *
 * @param password printable ASCII, so that every program derives the same key from it
 */
export function makePkcs12({ key, certificateDer, chainDer, friendlyName }: Pkcs12Contents, password: string): Buffer {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new TypeError('a PKCS #12 password is printable ASCII')
  const label = attributes(friendlyName, certificateDer)
  const encryptedKey = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password })
  const keyBag = sequence(oid(OID.shroudedKeyBag), der(contextTag(0), encryptedKey), label)
  const certificates = [certBag(certificateDer, label), ...chainDer.map((certificate) => certBag(certificate))]
  const safes = sequence(dataContent(sequence(...certificates)), dataContent(sequence(keyBag)))
  return sequence(integer(3), dataContent(safes), macData(safes, password))
}

function certBag(certificate: Uint8Array, label?: Uint8Array): Buffer {
  const bag = sequence(oid(OID.x509Certificate), der(contextTag(0), octetString(certificate)))
  return sequence(oid(OID.certBag), der(contextTag(0), bag), ...(label === undefined ? [] : [label]))
}

function attributes(friendlyName: string, certificateDer: Uint8Array): Buffer {
  const name = Buffer.from(friendlyName.normalize('NFC'), 'utf16le').swap16()
  return setOf(
    sequence(oid(OID.friendlyName), setOf(der(TAG.bmpString, name))),
    sequence(oid(OID.localKeyId), setOf(octetString(createHash('sha1').update(certificateDer).digest()))),
  )
}

function dataContent(content: Uint8Array): Buffer {
  return sequence(oid(OID.data), der(contextTag(0), octetString(content)))
}

function macData(safes: Uint8Array, password: string): Buffer {
  const salt = randomBytes(16)
  const mac = createHmac('sha256', deriveMacKey(password, salt)).update(safes).digest()
  return sequence(sequence(sequence(oid(OID.sha256), NULL), octetString(mac)), octetString(salt), integer(MAC_ITERATIONS))
}

/** The key derivation of RFC 7292, appendix B.2, for purpose 3 (MAC) and SHA-256: one block is enough. */
function deriveMacKey(password: string, salt: Buffer): Buffer {
  const block = 64
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const input = Buffer.concat([Buffer.alloc(block, 3), repeatTo(salt, block), repeatTo(secret, block)])
  let key = createHash('sha256').update(input).digest()
  for (let round = 1; round < MAC_ITERATIONS; round++) key = createHash('sha256').update(key).digest()
  return key
}

/** `bytes` again and again until a whole number of blocks is full. */
function repeatTo(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
}
