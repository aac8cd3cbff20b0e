import type { Signer } from '#signing/signers/signer.ts'
import type { SignatureKind } from './signature.ts'

/** A key that signs without ever being handed out; the certificates that go with it are its identity. */
export interface SigningKey {
  signer: Signer
  /** True: made by the demo authority, so every mark it leaves says so. */
  isDemo: boolean
}

/** Where keys live: files here, a token, a hardware module or a remote service elsewhere. */
export interface KeyStore {
  /** The key of a person (user id) or of an agency's seal (org unit id); null when there is none. */
  keyOf(kind: SignatureKind, ownerId: string): Promise<SigningKey | null>
  /** Certificates of the authorities that this deployment trusts. */
  anchorsDer(): Promise<Uint8Array[]>
}
