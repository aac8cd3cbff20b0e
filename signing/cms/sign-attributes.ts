import { sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { SigningAlgorithm } from './signing-algorithm.ts'
import { defaultAlgorithm, hashOf, keyFor } from './signing-algorithm.ts'

/** RSA up to this length takes a third of a millisecond, less than another thread takes to hear of it. */
const QUICK_BITS = 2048

/**
 * Signs signed attributes, with long keys off the main thread. ECDSA answers a DER sequence. Stands in for the token,
 * SIM or cloud service that holds a real key.
 */
export function signAttributes(
  key: KeyObject, attributesDer: Uint8Array, algorithm: SigningAlgorithm = defaultAlgorithm(key),
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) <= QUICK_BITS) {
      resolve(sign(hashOf(algorithm), attributesDer, keyFor(algorithm, key)))
      return
    }
    sign(hashOf(algorithm), attributesDer, keyFor(algorithm, key), (error, value) => {
      if (error === null) resolve(value)
      else reject(error)
    })
  })
}

/** True when `value` is that key's signature over `attributesDer` by that algorithm. */
export function isSignatureOf(
  key: KeyObject, attributesDer: Uint8Array, value: Uint8Array, algorithm: SigningAlgorithm,
): boolean {
  return verify(hashOf(algorithm), attributesDer, keyFor(algorithm, key), value)
}
