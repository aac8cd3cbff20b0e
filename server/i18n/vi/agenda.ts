export const agenda = {
  'refusals.agenda.not_found': 'Không tìm thấy nội dung này trong chương trình họp.',
  'refusals.agenda.unknown_presenter': 'Người trình bày không còn trong danh bạ. Hãy tải lại danh sách và chọn lại.',
  'refusals.agenda.too_many_items': 'Chương trình họp có tối đa {max} nội dung.',
  'refusals.agenda.too_many_papers': 'Mỗi nội dung có tối đa {max} tài liệu.',
  'refusals.agenda.item_in_use':
    'Nội dung này đang được thảo luận hoặc đã có phát biểu, biểu quyết, kết luận nên không thể xóa.',
  'refusals.paper.not_found': 'Không tìm thấy tài liệu này trong chương trình họp.',
} as const
