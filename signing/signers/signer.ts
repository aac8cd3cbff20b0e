import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'

/** Whose key it is, and how it signs. */
export interface SignerIdentity {
  certificateDer: Uint8Array
  /** Issuers, nearest first. */
  chainDer: readonly Uint8Array[]
  algorithm: SigningAlgorithm
}

/** The value, or a ticket to ask again with: plain text, so that the wait may cross a restart. */
export type SignatureAnswer = { state: 'signed'; value: Uint8Array } | { state: 'waiting'; ticket: string }

/**
 * Whatever holds a key: a file, a token, a service far away, a person at a telephone. It gets the signed
 * attributes, which hold a hash and the certificate's number, and never a document.
 *
 * Every signer refuses with SigningError signer.*; what it answers is checked against the certificate before
 * it is embedded, whoever it came from.
 */
export interface Signer {
  identity(): Promise<SignerIdentity>
  /** Asks for a signature over a DER SET of signed attributes. Never asked twice by itself: a wrong PIN counts. */
  request(attributesDer: Uint8Array): Promise<SignatureAnswer>
  /** Asks what became of a request that waits; any instance with the same settings may ask. */
  collect(ticket: string): Promise<SignatureAnswer>
}
