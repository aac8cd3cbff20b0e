import { isSigningError } from '../signing-error.ts'
import type { SigningErrorCode } from '../signing-error.ts'
import { openPkcs12 } from '../cms/open-pkcs12.ts'
import { signAttributes } from '../cms/sign-attributes.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { defaultAlgorithm } from '../cms/signing-algorithm.ts'
import { assertSignedAttributes } from './assert-attributes.ts'
import type { SignerIdentity } from './signer.ts'

/*
 * The process that holds a PKCS #12 key: no network, no database, no document. It opens one key when it starts,
 * signs attributes that name that key's certificate, and ends with its parent. What the parser leaves in memory
 * ends with it.
 */

export type ToKeyProcess =
  | { kind: 'open'; id: number; pkcs12: Uint8Array; password: string; algorithm?: SigningAlgorithm }
  | { kind: 'sign'; id: number; attributesDer: Uint8Array }

export type FromKeyProcess =
  | { id: number; kind: 'opened'; identity: SignerIdentity }
  | { id: number; kind: 'signed'; value: Uint8Array }
  | { id: number; kind: 'refused'; code: SigningErrorCode }
  | { id: number; kind: 'failed' }

interface HeldKey { identity: SignerIdentity; sign(attributesDer: Uint8Array): Promise<Uint8Array> }

let held: HeldKey | null = null

process.on('message', (message: unknown) => {
  if (!isQuestion(message)) return
  answer(message).then(tell, (error: unknown) => {
    tell(isSigningError(error) ? { id: message.id, kind: 'refused', code: error.code } : { id: message.id, kind: 'failed' })
  })
})
process.on('disconnect', () => process.exit(0))

async function answer(message: ToKeyProcess): Promise<FromKeyProcess> {
  if (message.kind === 'open') {
    held = open(message)
    return { id: message.id, kind: 'opened', identity: held.identity }
  }
  if (held === null) return { id: message.id, kind: 'failed' }
  assertSignedAttributes(message.attributesDer, held.identity.certificateDer)
  return { id: message.id, kind: 'signed', value: await held.sign(message.attributesDer) }
}

function open({ pkcs12, password, algorithm }: Extract<ToKeyProcess, { kind: 'open' }>): HeldKey {
  const { key, certificateDer, chainDer } = openPkcs12(pkcs12, password)
  const chosen = algorithm ?? defaultAlgorithm(key)
  return {
    identity: { certificateDer, chainDer, algorithm: chosen },
    sign: (attributesDer) => signAttributes(key, attributesDer, chosen),
  }
}

/** Only the process that started this one can send; a message of another shape is a bug there. */
function isQuestion(message: unknown): message is ToKeyProcess {
  return typeof message === 'object' && message !== null && 'kind' in message && 'id' in message
}

function tell(message: FromKeyProcess): void {
  process.send?.(message)
}
