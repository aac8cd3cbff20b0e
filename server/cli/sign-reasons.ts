import { isSigningError, type SigningErrorCode } from '#signing/signing-error.ts'

/** What a person at a terminal reads, Vietnamese first; codes that no command line can meet are left to their name. */
const REASONS: Partial<Record<SigningErrorCode, string>> = {
  'pdf.not_pdf': 'Không phải tệp PDF / not a PDF',
  'pdf.encrypted': 'PDF có mật khẩu hoặc mã hóa, không ký được / the PDF is encrypted and cannot be signed',
  'pdf.broken': 'PDF hỏng hoặc sai cấu trúc, không ký thêm được mà giữ nguyên tệp / the PDF is broken and cannot be signed without rewriting it',
  'pdf.too_large': 'PDF quá lớn hoặc đòi hỏi quá nhiều tài nguyên / the PDF is too large or asks for too much',
  'pkcs12.broken': 'Tệp khóa không phải PKCS #12 hoặc đã hỏng / the key file is no PKCS #12 or is broken',
  'pkcs12.wrong_password': 'Sai mật khẩu của tệp khóa / wrong password of the key file',
  'certificate.broken': 'Chứng thư không đọc được / the certificate cannot be read',
  'certificate.expired': 'Chứng thư đã hết hạn / the certificate has expired',
  'certificate.not_yet_valid': 'Chứng thư chưa có hiệu lực / the certificate is not yet valid',
  'certificate.key_usage': 'Chứng thư không được cấp để ký văn bản / the certificate is not for signing documents',
  'certificate.weak_key': 'Khóa quá ngắn hoặc loại khóa không được chấp nhận / the key is too short or of a kind that is not accepted',
  'appearance.missing_glyph': 'Phông chữ không có ký tự này / the font has no such letter',
  'appearance.image_unreadable': 'Ảnh chữ ký không phải PNG đọc được / the picture is no readable PNG',
  'appearance.outside_page': 'Ô ký nằm ngoài trang hoặc trang không có / the rectangle is outside the page, or there is no such page',
  'appearance.no_room': 'Ô ký không có chỗ cho hình: thêm --page và --rect / no room for the picture: add --page and --rect',
  'appearance.covers_content': 'Ô ký mới che chữ hoặc chữ ký mà người trước đã ký / the new field would cover text or a signature that others have signed',
  'signature.field_not_found': 'Không có ô ký này / no such signature field',
  'signature.field_filled': 'Ô này đã ký / the field is signed already',
  'signature.certification_forbids': 'Tệp đã được chứng thực, không cho ký thêm / the file is certified and allows no further signature',
  'signature.field_locked': 'Ô ký đã bị một chữ ký trước khóa / an earlier signature locked the field',
  'signature.algorithm_unsuited': 'Khóa không ký được bằng thuật toán này / the key does not suit the algorithm',
  'signer.unreachable': 'Tiến trình giữ khóa đã dừng / the process that holds the key ended',
  'network.failed': 'Máy chủ không trả lời / the server gave no answer',
  'network.too_large': 'Máy chủ trả lời quá dài / the answer of the server is too long',
  'network.not_allowed': 'Địa chỉ không được phép hỏi / the address may not be asked',
  'timestamp.refused': 'Máy chủ dấu thời gian từ chối / the timestamp authority refused',
  'timestamp.invalid': 'Dấu thời gian nhận được không hợp lệ / the timestamp that came does not hold',
  'evidence.missing': 'Thiếu chuỗi chứng thư hoặc trạng thái thu hồi / the chain or a revocation status is missing',
  'evidence.revoked': 'Chứng thư đã bị thu hồi / the certificate was revoked',
}

const FILE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'Không có tệp hoặc thư mục / no such file or folder',
  EISDIR: 'Là thư mục, không phải tệp / a folder, not a file',
  EACCES: 'Không có quyền / no permission',
  ENOSPC: 'Hết chỗ trên đĩa / the disk is full',
}

/** One line, whatever was thrown. */
export function reasonLine(thrown: unknown): string {
  if (isSigningError(thrown)) {
    const detail = thrown.detail === '' ? thrown.code : `${thrown.code}: ${firstLine(thrown.detail)}`
    return `${REASONS[thrown.code] ?? thrown.code} [${detail}]`
  }
  if (!(thrown instanceof Error)) return firstLine(String(thrown))
  const code = 'code' in thrown ? String(thrown.code) : ''
  const place = 'path' in thrown ? String(thrown.path).replace(/\.part$/, '') : ''
  const known = FILE_REASONS[code]
  return known === undefined ? firstLine(thrown.message) : `${known}${place === '' ? '' : `: ${place}`}`
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
