export const documents = {
  'refusals.document.not_found': 'Không tìm thấy tài liệu.',
  'refusals.document.not_pdf': 'Tệp “{fileName}” không phải là PDF. Hãy chuyển sang PDF rồi tải lên lại.',
  'refusals.document.encrypted': 'Tệp “{fileName}” có mật khẩu bảo vệ. Hãy bỏ mật khẩu rồi tải lên lại.',
  'refusals.document.broken': 'Tệp “{fileName}” bị hỏng, không mở được. Hãy xuất lại PDF rồi tải lên lại.',
  'refusals.document.too_large': 'Tệp “{fileName}” quá lớn: mỗi tệp tối đa {maxMb} MB.',
} as const
