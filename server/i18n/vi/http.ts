export const http = {
  'refusals.unknown': 'Hệ thống từ chối yêu cầu ({code}).',
  'http.home': 'Về trang chính',
  'refusals.session.required': 'Vui lòng đăng nhập để tiếp tục.',
  'refusals.http.foreign_origin': 'Yêu cầu đến từ một trang khác nên không được thực hiện.',
  'refusals.http.no_file': 'Chưa có tệp nào được gửi lên.',
  'refusals.http.upload_broken': 'Việc tải tệp bị gián đoạn. Vui lòng tải lại tệp.',
  'refusals.http.upload_too_slow': 'Tệp đến quá chậm nên hệ thống đã ngừng nhận. Vui lòng kiểm tra kết nối rồi gửi lại.',
  'refusals.http.invalid': 'Dữ liệu gửi lên chưa hợp lệ. Vui lòng kiểm tra các mục được đánh dấu.',
  'refusals.http.too_large': 'Dữ liệu gửi lên lớn hơn mức cho phép ({maxMb} MB).',
  'refusals.http.not_found': 'Không tìm thấy trang hoặc nội dung này.',
  'refusals.http.failed': 'Đã xảy ra lỗi ngoài dự kiến. Mã lỗi: {errorId}. Hãy tải lại trang xem việc đang làm đã được ghi chưa, rồi thử lại.',
} as const
