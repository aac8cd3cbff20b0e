import { SigningError } from '../signing-error.ts'
import { readJsonFields } from './json-fields.ts'

/*
 * The official agent on a person's own computer: it fetches a whole file, draws and signs it, and posts it back.
 * The page opens the socket, one connection per call: one text message out, one reply, closed. Nothing the
 * agent returns is believed before `acceptAgentUpload` has looked at it.
 */

export const AGENT_ORIGIN = 'wss://127.0.0.1:8987'

/** A leader's approval, or the clerk's issue with the agency's seal. */
export type AgentCall = 'SignApproved' | 'SignIssued'

export interface AgentRequest {
  call: AgentCall
  /** For this document, this person, once, and not for long. */
  downloadUrl: string
  uploadUrl: string
  token: string
  /** Only for SignIssued: the agent writes both into the file. */
  documentNumber?: string
  issuedOn?: string
}

/** The address to connect to and the one message to send. */
export function agentMessage({ call, downloadUrl, uploadUrl, token, documentNumber, issuedOn }: AgentRequest): { url: string; message: string } {
  return {
    url: `${AGENT_ORIGIN}/${call}`,
    message: JSON.stringify({
      FileName: downloadUrl, FileUploadHandler: uploadUrl, SessionId: '', JWTToken: token, MetaData: [],
      ...(documentNumber === undefined ? {} : { DocNumber: documentNumber }),
      ...(issuedOn === undefined ? {} : { IssuedDate: issuedOn }),
    }),
  }
}

/** Status 0 is success; everything else is the agent's or the person's no. @throws SigningError signer.refused, signer.answer_invalid */
export function assertAgentSucceeded(reply: string): void {
  const fields = readJsonFields(reply)
  if (fields === null) throw new SigningError('signer.answer_invalid', 'not JSON')
  if (fields.get('Status') !== 0) throw new SigningError('signer.refused', String(fields.get('Message') ?? '').slice(0, 200))
}
