import type { Role } from '#server/kernel/actor.ts'
import type { UnitKey } from './demo-units.ts'

/** A person of the demo province, with the one position held there. */
export interface DemoPerson {
  account: string
  name: string
  title: string
  role: Role
  unit: UnitKey
}

function person(account: string, name: string, title: string, role: Role, unit: UnitKey): DemoPerson {
  return { account, name, title, role, unit }
}

/** The people that tests, tour and rehearsal call by name. */
export const NAMED_PEOPLE = {
  an: person('an', 'Nguyễn Hoài An', 'Phó Chủ tịch UBND tỉnh', 'leader', 'ubnd-tinh'),
  binh: person('binh', 'Trần Thanh Bình', 'Chuyên viên Văn phòng UBND tỉnh', 'secretary', 'van-phong'),
  chau: person('chau', 'Lê Minh Châu', 'Chánh Văn phòng UBND tỉnh', 'leader', 'van-phong'),
  dung: person('dung', 'Phạm Thị Dung', 'Văn thư Văn phòng UBND tỉnh', 'clerk', 'van-phong'),
  giang: person('giang', 'Hoàng Hương Giang', 'Giám đốc Sở Nội vụ', 'unit_head', 'so-noi-vu'),
  ha: person('ha', 'Vũ Thu Hà', 'Giám đốc Sở Tài chính', 'unit_head', 'so-tai-chinh'),
  khanh: person('khanh', 'Đặng Gia Khánh', 'Giám đốc Sở Khoa học và Công nghệ', 'unit_head', 'so-khcn'),
  lan: person('lan', 'Bùi Ngọc Lan', 'Chuyên viên Sở Khoa học và Công nghệ', 'official', 'so-khcn'),
  minh: person('minh', 'Hồ Quang Minh', 'Chủ tịch UBND phường Trường Vinh', 'unit_head', 'phuong-truong-vinh'),
  nga: person('nga', 'Cao Thúy Nga', 'Trực Trung tâm Điều hành thông minh', 'operator', 'trung-tam-ioc'),
  quan: person('quan', 'Phan Anh Quân', 'Quản trị hệ thống', 'administrator', 'trung-tam-cntt'),
  son: person('son', 'Đinh Trường Sơn', 'Chuyên viên UBND xã Hồng Sơn', 'official', 'xa-hong-son'),
}

export type NamedPersonKey = keyof typeof NAMED_PEOPLE

const FAMILY_NAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô']
const MIDDLE_NAMES = ['Văn', 'Thị', 'Đức', 'Thanh', 'Hữu', 'Ngọc', 'Quốc', 'Minh', 'Xuân', 'Thùy', 'Anh']
const GIVEN_NAMES = ['Bảo', 'Cường', 'Diệp', 'Đạt', 'Hiếu', 'Hòa', 'Hương', 'Kiên', 'Linh', 'Mai', 'Nam', 'Oanh', 'Phúc', 'Quỳnh', 'Tâm', 'Thảo', 'Tuấn']
const TITLES = ['Phó Trưởng phòng', 'Chuyên viên chính', 'Chuyên viên', 'Trưởng phòng']
/** Not `xa-hong-son`: there only the outsider works. */
const UNITS_OF_OFFICIALS: readonly UnitKey[] = [
  'van-phong', 'so-noi-vu', 'so-tai-chinh', 'so-khcn', 'so-xay-dung', 'so-tu-phap', 'so-y-te', 'so-gddt', 'so-vhttdl', 'so-nnmt',
  'so-cong-thuong', 'cong-an-tinh', 'cuc-thong-ke', 'vnpt', 'viettel', 'thanh-tra-tinh', 'trung-tam-hcc', 'phuong-truong-vinh',
  'phuong-hong-phuc', 'xa-lam-thuy', 'xa-thien-loc',
]

export const OFFICIALS_COUNT = 120

/** `canbo001` … `canbo120`: enough officials for a large session. The lists have coprime lengths, so names do not repeat. */
export const OFFICIALS: readonly DemoPerson[] = Array.from({ length: OFFICIALS_COUNT }, (_, index) =>
  person(
    `canbo${String(index + 1).padStart(3, '0')}`,
    `${turn(FAMILY_NAMES, index)} ${turn(MIDDLE_NAMES, index)} ${turn(GIVEN_NAMES, index)}`,
    turn(TITLES, index),
    'official',
    turn(UNITS_OF_OFFICIALS, index),
  ),
)

export const DEMO_PEOPLE: readonly DemoPerson[] = [...Object.values(NAMED_PEOPLE), ...OFFICIALS]

function turn<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('An empty list has no turns')
  return item
}
