export const correspondence = {
  'refusals.notice.not_approved': 'Thông báo chưa được duyệt.',
  'refusals.notice.already_numbered': 'Thông báo đã được cấp số.',
  'refusals.notice.not_signed': 'Lãnh đạo chưa ký thông báo.',
  'refusals.notice.not_sealed': 'Thông báo chưa có chữ ký số của cơ quan.',
  'refusals.notice.already_issued': 'Thông báo đã được phát hành.',
  'refusals.notice.not_submitted': 'Thông báo chưa được trình nên không có gì để rút lại.',
  'refusals.notice.already_signed': 'Lãnh đạo đã ký thông báo nên không rút lại được.',
  'refusals.register.busy': 'Sổ văn bản đang bận, hãy thử lại.',
} as const
