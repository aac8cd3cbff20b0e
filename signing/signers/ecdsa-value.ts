import { TAG, integer, sequence } from '../cms/der.ts'

/**
 * ECDSA as CMS wants it, a sequence of two integers; tokens and services often answer the two halves side by
 * side. Source: RFC 5753, 2.1.1; PKCS #11, CKM_ECDSA.
 *
 * @param halfBytes length of one half: 32 for P-256, 48 for P-384
 */
export function toDerEcdsa(value: Uint8Array, halfBytes: number): Uint8Array {
  if (value.length !== halfBytes * 2) return value
  // Side by side a first byte 0x30 may be chance, so the length of a sequence is looked at as well.
  if (value[0] === TAG.sequence && value[1] === value.length - 2) return value
  return sequence(integer(value.subarray(0, halfBytes)), integer(value.subarray(halfBytes)))
}
