export const workflows = {
  'refusals.approval.not_found': 'Không tìm thấy yêu cầu duyệt.',
  'refusals.approval.already_decided': 'Yêu cầu này đã được quyết định.',
  'refusals.approval.withdrawn': 'Văn bản đã được người trình rút lại.',
  'refusals.approval.not_your_turn': 'Chưa đến lượt duyệt của đồng chí.',
  'refusals.approval.reason_required': 'Khi trả lại phải nêu lý do.',
} as const
