/*
 * The face of the library: PAdES signatures by incremental update, and their judgement. It imports nothing else of ours.
 * Standards: ISO 32000-2, ETSI EN 319 142-1, EN 319 122-1, EN 319 102-1, RFC 3161, RFC 5035, RFC 5652, RFC 6960.
 */
export { isSigningError, SigningError, type SigningErrorCode } from './signing-error.ts'

// Signing, from B-B upwards; each level is reached from the one before.
export { addSignatureFields, type SignatureFieldSpec } from './pades/add-signature-fields.ts'
export { signDocument, type SigningRequest } from './pades/sign-document.ts'
export { prepareSignature, type SignatureRequest } from './pades/prepare-signature.ts'
export { completeSignature } from './pades/complete-signature.ts'
export { preparedFromJson, preparedToJson, type PreparedSignature } from './pades/prepared-signature.ts'
export { raiseToBLT, raiseToBLTA, raiseToBT } from './pades/raise-level.ts'
export { type NetworkRules } from './evidence/fetch-allowed.ts'
export { timestampAuthority, type TimestampAuthority } from './timestamp/request-timestamp.ts'

// Where a key may be; one interface for all.
export type { Signer, SignerIdentity } from './signers/signer.ts'
export { openPkcs12Signer } from './signers/pkcs12-signer.ts'
export { pkcs11Signer, type Pkcs11Token } from './signers/pkcs11-signer.ts'
export { cscSigner, type CscOptions } from './signers/csc-signer.ts'
export { twoPhaseSigner, type SignatureMailbox } from './signers/two-phase-signer.ts'
export { agentMessage, assertAgentSucceeded, AGENT_ORIGIN } from './signers/whole-file-agent.ts'

// Judging.
export { validatePdf, type ValidationOptions, type ValidationReport } from './validation/validate.ts'
export { validateOnline } from './validation/validate-online.ts'
export { acceptAgentUpload, type AgentUpload } from './validation/accept-agent-upload.ts'
export { REASONS } from './validation/reasons.ts'
