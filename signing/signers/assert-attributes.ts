import { TAG, child, children, readOid, readWholeDer } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'
import { isSigningError, SigningError } from '../signing-error.ts'
import { buildSignedAttributes } from '../cms/signed-attributes.ts'

/**
 * What a guarded key signs: the three attributes of a PAdES signature naming this very certificate, and nothing
 * else. Whoever reaches the process cannot have it sign a certificate, a login or another's document.
 *
 * @throws SigningError signer.not_attributes
 */
export function assertSignedAttributes(attributesDer: Uint8Array, certificateDer: Uint8Array): void {
  try {
    const attributes = children(readWholeDer(attributesDer, TAG.set))
    const digest = attributes.find((attribute) => readOid(child(attribute, 0)) === OID.messageDigest)
    const value = digest === undefined ? undefined : child(child(digest, 1, TAG.set), 0, TAG.octetString).content
    if (value === undefined || ![32, 48].includes(value.length)) throw new SigningError('signer.not_attributes')
    if (!buildSignedAttributes(value, certificateDer).equals(attributesDer)) throw new SigningError('signer.not_attributes')
  } catch (error) {
    if (isSigningError(error)) throw new SigningError('signer.not_attributes')
    throw error
  }
}
