export const polls = {
  'refusals.poll.not_found': 'Không tìm thấy cuộc biểu quyết này.',
  'refusals.poll.chair_only': 'Chỉ chủ trì và thư ký cuộc họp được điều hành biểu quyết.',
  'refusals.poll.item_not_found': 'Không tìm thấy mục chương trình này trong cuộc họp.',
  'refusals.poll.choices_alike': 'Có hai phương án giống nhau; mỗi phương án phải khác các phương án còn lại.',
  'refusals.poll.already_open': 'Biểu quyết này đã được mở.',
  'refusals.poll.nobody_votes': 'Không có đại biểu nào có quyền biểu quyết trong cuộc họp này.',
  'refusals.poll.not_open': 'Biểu quyết này chưa được mở.',
  'refusals.poll.closed': 'Biểu quyết đã đóng.',
  'refusals.poll.unknown_choice': 'Phương án này không có trong phiếu.',
  'refusals.poll.already_cast': 'Đồng chí đã biểu quyết; mỗi đại biểu chỉ biểu quyết một lần.',
  'refusals.poll.no_seat': 'Đồng chí không có tên trong danh sách biểu quyết này.',
} as const
