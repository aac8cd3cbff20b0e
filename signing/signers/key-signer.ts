import type { KeyObject } from 'node:crypto'
import { signAttributes } from '../cms/sign-attributes.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { defaultAlgorithm } from '../cms/signing-algorithm.ts'
import { SigningError } from '../signing-error.ts'
import type { Signer } from './signer.ts'

export interface KeyInMemory {
  key: KeyObject
  certificateDer: Uint8Array
  chainDer: readonly Uint8Array[]
  algorithm?: SigningAlgorithm
}

/** Signs with a key in this very process: for keys made for a demonstration, and inside the process that guards a real one. */
export function keySigner({ key, certificateDer, chainDer, algorithm = defaultAlgorithm(key) }: KeyInMemory): Signer {
  return {
    identity: () => Promise.resolve({ certificateDer, chainDer, algorithm }),
    request: async (attributesDer) => ({ state: 'signed', value: await signAttributes(key, attributesDer, algorithm) }),
    collect: () => Promise.reject(neverWaits()),
  }
}

/** What a signer says that always answers at once. */
export function neverWaits(): SigningError {
  return new SigningError('signer.unknown_ticket', 'this signer answers at once')
}
