export const integrations = {
  'refusals.endpoint.not_found': 'Không tìm thấy nơi nhận sự kiện này.',
  'refusals.endpoint.bad_url': 'Địa chỉ nơi nhận không hợp lệ.',
  'refusals.endpoint.https_only': 'Địa chỉ nơi nhận phải bắt đầu bằng https:// (http:// chỉ dùng cho chính máy này).',
  'refusals.endpoint.address_not_allowed': 'Không được gửi sự kiện đến địa chỉ này: địa chỉ của chính máy chủ (khi không chạy bản mẫu), địa chỉ liên kết cục bộ hoặc nhóm.',
  'refusals.endpoint.bad_secret': 'Khóa bí mật phải có dạng whsec_… và dài 24 đến 64 byte.',
  'refusals.endpoint.already_added': 'Địa chỉ này đã là nơi nhận sự kiện.',
  'refusals.endpoint.already_disabled': 'Nơi nhận này đã ngừng.',
  'refusals.endpoint.disabled': 'Nơi nhận này đã ngừng, không gửi lại được.',
  'refusals.delivery.not_found': 'Không tìm thấy lượt gửi này.',
  'refusals.delivery.delivered': 'Lượt gửi này đã đến nơi.',
  'refusals.wall.not_found': 'Không tìm thấy trang này.',
} as const
