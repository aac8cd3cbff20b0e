export const directory = {
  'refusals.session.wrong_credentials': 'Tài khoản hoặc mật khẩu không đúng.',
  'refusals.session.too_many_attempts': 'Đã thử sai nhiều lần. Hãy thử lại sau {seconds} giây.',
  'refusals.user.not_found': 'Không tìm thấy người dùng.',
  'refusals.user.administrator_only': 'Chỉ quản trị viên được cấp tài khoản.',
  'refusals.user.weak_password': 'Mật khẩu cần ít nhất {charsMin} ký tự, gồm chữ thường, chữ hoa, chữ số và ký tự khác.',
  'refusals.user.account_taken': 'Tài khoản {account} đã có người dùng.',
  'refusals.org_unit.not_found': 'Không tìm thấy đơn vị.',
  'refusals.org_unit.not_in_force': 'Đơn vị này không còn hoạt động.',
} as const
