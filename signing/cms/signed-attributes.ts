import { createHash } from 'node:crypto'
import { readCertificate } from './certificate.ts'
import { contextTag, octetString, oid, sequence, setOf, der } from './der.ts'
import { OID } from './oids.ts'

/**
 * The signed attributes of a PAdES baseline signature as one DER SET: content-type, message-digest and
 * signing-certificate-v2. No signing-time: the claimed time stands in the signature dictionary's /M.
 * Source: ETSI EN 319 142-1, 6.3; RFC 5035.
 */
export function buildSignedAttributes(digest: Uint8Array, certificateDer: Uint8Array): Buffer {
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(digest)),
    attribute(OID.signingCertificateV2, signingCertificate(certificateDer)),
  )
}

function attribute(type: string, value: Uint8Array): Buffer {
  return sequence(oid(type), setOf(value))
}

/** SHA-256 is the default hash, so the algorithm is left out, as DER demands. */
function signingCertificate(certificateDer: Uint8Array): Buffer {
  const { issuerDer, serialDer } = readCertificate(certificateDer)
  const hash = octetString(createHash('sha256').update(certificateDer).digest())
  // GeneralNames with one directoryName [4]; Name is a CHOICE, so the tag is explicit.
  const issuerSerial = sequence(sequence(der(contextTag(4), issuerDer)), serialDer)
  return sequence(sequence(sequence(hash, issuerSerial)))
}
