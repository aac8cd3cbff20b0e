import { createHash } from 'node:crypto'
import { readCertificate } from '../cms/certificate.ts'
import { OID } from '../cms/oids.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { defaultAlgorithm, hashOf, pssParameters } from '../cms/signing-algorithm.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import type { NetworkRules } from '../evidence/fetch-allowed.ts'
import type { CscAccount, CscAnswer } from './csc-client.ts'
import { CscClient, inside, listOf, textOf } from './csc-client.ts'
import { toDerEcdsa } from './ecdsa-value.ts'
import type { SignatureAnswer, Signer, SignerIdentity } from './signer.ts'

export interface CscOptions {
  account: CscAccount
  network: NetworkRules
  now: () => Date
  /** Absent: the only credential of the account. */
  credentialId?: string
  /** What the credential's owner types for one signature; asked when the credential wants it, kept nowhere. */
  pin?: () => Promise<string>
  algorithm?: SigningAlgorithm
  /** Asynchronous services answer later, by polling. */
  mode?: 'at_once' | 'later'
}

interface Credential { id: string; identity: SignerIdentity; wantsPin: boolean }

/** A remote signing service by the CSC API v2: it gets a hash and gives a value. Source: CSC API v2.0.0.2. */
export function cscSigner(options: CscOptions): Signer {
  const client = new CscClient(options.account, options.network, options.now)
  let known: Promise<Credential> | null = null
  const credential = (): Promise<Credential> => {
    known ??= readCredential(client, options)
    known.catch(() => { known = null })
    return known
  }

  return {
    identity: async () => (await credential()).identity,
    async request(attributesDer) {
      const { id, identity, wantsPin } = await credential()
      const hashes = [createHash(hashOf(identity.algorithm)).update(attributesDer).digest('base64')]
      const hashAlgorithmOID = OID[hashOf(identity.algorithm)]
      const pin = wantsPin ? await options.pin?.() : undefined
      const authorized = await client.call('credentials/authorize', {
        credentialID: id, numSignatures: 1, hashes, hashAlgorithmOID,
        ...(pin === undefined ? {} : { authData: [{ id: 'PIN', value: pin }] }),
      })
      const { answer } = await client.call('signatures/signHash', {
        credentialID: id, SAD: textOf(authorized.answer, 'SAD'), hashes, hashAlgorithmOID,
        ...signatureAlgorithm(identity.algorithm), operationMode: options.mode === 'later' ? 'A' : 'S',
      })
      return toAnswer(answer, identity.algorithm, null)
    },
    async collect(ticket) {
      const { identity } = await credential()
      try {
        const { answer } = await client.call('signatures/signPolling', { responseID: ticket })
        return toAnswer(answer, identity.algorithm, ticket)
      } catch (error) {
        // Some services say "not yet" as an error.
        if (isSigningError(error) && /pending|not (yet )?(ready|completed)/i.test(error.detail)) return { state: 'waiting', ticket }
        throw error
      }
    },
  }
}

async function readCredential(client: CscClient, { credentialId, algorithm }: CscOptions): Promise<Credential> {
  const id = credentialId ?? await onlyCredential(client)
  const { answer } = await client.call('credentials/info', { credentialID: id, certificates: 'chain', certInfo: true, authInfo: true })
  if (textOf(inside(answer, 'key'), 'status') !== 'enabled') throw new SigningError('signer.refused', 'the key is disabled')
  const [certificateDer, ...chainDer] = listOf(inside(answer, 'cert'), 'certificates').map((item) => Buffer.from(String(item), 'base64'))
  if (certificateDer === undefined) throw new SigningError('signer.answer_invalid', 'no certificate')
  const { publicKey } = readCertificate(certificateDer)
  const identity = { certificateDer, chainDer, algorithm: algorithm ?? defaultAlgorithm(publicKey) }
  return { id, identity, wantsPin: textOf(inside(answer, 'auth'), 'mode') === 'explicit' }
}

async function onlyCredential(client: CscClient): Promise<string> {
  const { answer } = await client.call('credentials/list', { maxResults: 2 })
  const [id, second] = listOf(answer, 'credentialIDs')
  if (typeof id !== 'string' || second !== undefined) throw new SigningError('signer.key_not_found', 'name the credential')
  return id
}

function signatureAlgorithm(algorithm: SigningAlgorithm): Record<string, string> {
  switch (algorithm) {
    case 'rsa_sha256': return { signAlgo: OID.rsaSha256 }
    case 'ecdsa_sha256': return { signAlgo: OID.ecdsaSha256 }
    case 'ecdsa_sha384': return { signAlgo: OID.ecdsaSha384 }
    case 'rsa_pss_sha256': return { signAlgo: PKI_OID.rsaPss, signAlgoParams: pssParameters().toString('base64') }
  }
}

function toAnswer(answer: CscAnswer, algorithm: SigningAlgorithm, ticket: string | null): SignatureAnswer {
  const [signature] = answer.has('signatures') ? listOf(answer, 'signatures') : []
  if (typeof signature === 'string') {
    const value = Buffer.from(signature, 'base64')
    const halfBytes = algorithm === 'ecdsa_sha384' ? 48 : 32
    return { state: 'signed', value: algorithm.startsWith('ecdsa') ? toDerEcdsa(value, halfBytes) : value }
  }
  const waiting = ticket ?? textOf(answer, 'responseID')
  return { state: 'waiting', ticket: waiting }
}
