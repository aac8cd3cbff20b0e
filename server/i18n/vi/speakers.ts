export const speakers = {
  'refusals.speech.not_found': 'Không tìm thấy đăng ký phát biểu này.',
  'refusals.speech.item_not_found': 'Không tìm thấy mục chương trình này trong cuộc họp.',
  'refusals.speech.already_raised': 'Đồng chí đã đăng ký phát biểu.',
  'refusals.speech.chair_only': 'Chỉ chủ trì và thư ký cuộc họp được điều hành phát biểu.',
  'refusals.speech.not_raised': 'Đăng ký phát biểu này không còn chờ đến lượt.',
  'refusals.speech.not_speaking': 'Đại biểu này không đang phát biểu.',
} as const
