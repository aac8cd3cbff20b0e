/**
 * Everything this library refuses, by code. A code is stable and has two parts, `area.reason`; the caller
 * owns the sentence a person reads.
 */
export type SigningErrorCode =
  | 'pdf.not_pdf'
  | 'pdf.encrypted'
  | 'pdf.broken'
  | 'pdf.too_large'
  | 'pkcs12.broken'
  | 'pkcs12.wrong_password'
  | 'certificate.broken'
  | 'certificate.expired'
  | 'certificate.not_yet_valid'
  | 'certificate.key_usage'
  | 'certificate.weak_key'
  | 'appearance.font_missing'
  | 'appearance.missing_glyph'
  | 'appearance.image_unreadable'
  | 'appearance.outside_page'
  | 'appearance.no_room'
  | 'appearance.covers_content'
  | 'signature.field_not_found'
  | 'signature.field_exists'
  | 'signature.field_filled'
  | 'signature.already_signed'
  | 'signature.base_changed'
  | 'signature.value_invalid'
  | 'signature.contents_too_small'
  | 'signature.certification_forbids'
  | 'signature.field_locked'
  | 'signature.algorithm_unsuited'
  | 'cms.broken'
  | 'signer.waiting'
  | 'signer.unknown_ticket'
  | 'signer.expired'
  | 'signer.refused'
  | 'signer.wrong_pin'
  | 'signer.pin_locked'
  | 'signer.unreachable'
  | 'signer.key_not_found'
  | 'signer.answer_invalid'
  | 'signer.not_attributes'
  | 'agent.upload_rejected'
  | 'network.not_allowed'
  | 'network.failed'
  | 'network.too_large'
  | 'timestamp.refused'
  | 'timestamp.invalid'
  | 'evidence.missing'
  | 'evidence.invalid'
  | 'evidence.revoked'
  | 'level.out_of_order'

/** A refusal of the signing library. `detail` is for logs and never holds key material. */
export class SigningError extends Error {
  readonly code: SigningErrorCode
  readonly detail: string

  constructor(code: SigningErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.name = 'SigningError'
    this.code = code
    this.detail = detail
  }
}

/** Recognises a refusal by its shape, so that two bundled copies of this library still understand each other. */
export function isSigningError(error: unknown): error is SigningError {
  return error instanceof Error && error.name === 'SigningError' && 'code' in error
}
