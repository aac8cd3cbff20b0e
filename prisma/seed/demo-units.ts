import type { OrgUnitKind } from '#server/directory/org-unit.ts'

/** A unit of the demo province. Everything here is invented; names of earlier units follow the mergers of 2025. */
export interface DemoUnit {
  name: string
  kind: OrgUnitKind
  /** In the shape of Decision 20/2020/QĐ-TTg; the older shape is computed. Null: outside the province's scheme. */
  decisionCode: string | null
  symbol: string | null
  aliases: readonly string[]
  parent: string | null
  validFrom: string
  validTo: string | null
  successors: readonly string[]
}

/** Merger of the departments and the two-level local government. */
const MERGED_ON = '2025-03-01'
const LAST_DAY_BEFORE_MERGER = '2025-02-28'
const COMMUNES_FROM = '2025-07-01'
const LAST_DAY_OF_DISTRICTS = '2025-06-30'
const LONG_AGO = '2004-01-01'

type Details = Partial<Omit<DemoUnit, 'name' | 'kind' | 'decisionCode'>>

function unit(name: string, kind: OrgUnitKind, decisionCode: string | null, details: Details = {}): DemoUnit {
  return {
    name, kind, decisionCode,
    symbol: null, aliases: [], parent: 'ubnd-tinh', validFrom: LONG_AGO, validTo: null, successors: [],
    ...details,
  }
}

function earlierDepartment(name: string, successors: readonly string[], aliases: readonly string[]): DemoUnit {
  return unit(name, 'department', null, { successors, aliases, validTo: LAST_DAY_BEFORE_MERGER })
}

function commune(name: string, decisionCode: string, aliases: readonly string[] = []): DemoUnit {
  return unit(name, 'commune', decisionCode, { symbol: 'UBND', aliases, validFrom: COMMUNES_FROM })
}

function earlierDistrict(name: string, successors: readonly string[], aliases: readonly string[] = []): DemoUnit {
  return unit(name, 'commune', null, { successors, aliases, validTo: LAST_DAY_OF_DISTRICTS })
}

/** Keys are short and stable: tests, seed and screens in the README use them. */
export const DEMO_UNITS = {
  'ubnd-tinh': unit('UBND tỉnh Hồng Lam', 'province', 'H99', {
    symbol: 'UBND', parent: null, aliases: ['UBND tỉnh', 'Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân tỉnh Hồng Lam'],
  }),
  'hdnd-tinh': unit('HĐND tỉnh Hồng Lam', 'council', 'H99.01', {
    symbol: 'HĐND', parent: null, aliases: ['HĐND tỉnh', 'Hội đồng nhân dân tỉnh', 'Thường trực HĐND tỉnh'],
  }),
  'tinh-uy': unit('Tỉnh ủy Hồng Lam', 'party_body', null, { symbol: 'TU', parent: null, aliases: ['Tỉnh ủy', 'Thường trực Tỉnh ủy', 'Văn phòng Tỉnh ủy'] }),
  'mttq-tinh': unit('Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hồng Lam', 'party_body', null, {
    symbol: 'MTTQ', parent: null, aliases: ['Ủy ban MTTQ tỉnh', 'Mặt trận Tổ quốc tỉnh'],
  }),
  'van-phong': unit('Văn phòng UBND tỉnh', 'office', 'H99.02', {
    symbol: 'VP', aliases: ['VP UBND tỉnh', 'VPUB', 'Văn phòng Ủy ban nhân dân tỉnh', 'Văn phòng UBND tỉnh Hồng Lam'],
  }),
  'trung-tam-hcc': unit('Trung tâm Phục vụ hành chính công tỉnh', 'public_unit', 'H99.02.01', {
    parent: 'van-phong', aliases: ['Trung tâm phục vụ hành chính công', 'Trung tâm HCC'],
  }),
  'so-noi-vu': unit('Sở Nội vụ', 'department', 'H99.03', { symbol: 'SNV', validFrom: MERGED_ON, aliases: ['Sở NV', 'SNV', 'Nội vụ'] }),
  'so-tai-chinh': unit('Sở Tài chính', 'department', 'H99.04', { symbol: 'STC', validFrom: MERGED_ON, aliases: ['Sở TC', 'STC', 'Tài chính'] }),
  'so-khcn': unit('Sở Khoa học và Công nghệ', 'department', 'H99.05', {
    symbol: 'SKHCN', validFrom: MERGED_ON, aliases: ['Sở KH&CN', 'Sở KHCN', 'SKHCN', 'Khoa học và Công nghệ'],
  }),
  'trung-tam-cntt': unit('Trung tâm Công nghệ thông tin và Truyền thông', 'public_unit', 'H99.05.01', {
    parent: 'so-khcn', aliases: ['Trung tâm CNTT&TT', 'Trung tâm CNTT-TT', 'Trung tâm CNTT và TT'],
  }),
  'trung-tam-ioc': unit('Trung tâm Điều hành thông minh tỉnh Hồng Lam', 'public_unit', 'H99.05.02', {
    parent: 'so-khcn', validFrom: COMMUNES_FROM, aliases: ['Trung tâm IOC', 'Trung tâm Điều hành thông minh', 'IOC tỉnh'],
  }),
  'so-xay-dung': unit('Sở Xây dựng', 'department', 'H99.06', { symbol: 'SXD', validFrom: MERGED_ON, aliases: ['Sở XD', 'SXD', 'Xây dựng'] }),
  'so-tu-phap': unit('Sở Tư pháp', 'department', 'H99.07', { symbol: 'STP', aliases: ['STP', 'Tư pháp'] }),
  'so-y-te': unit('Sở Y tế', 'department', 'H99.08', { symbol: 'SYT', aliases: ['SYT', 'Y tế'] }),
  'so-gddt': unit('Sở Giáo dục và Đào tạo', 'department', 'H99.09', { symbol: 'SGDĐT', aliases: ['Sở GD&ĐT', 'Sở GDĐT', 'SGDĐT', 'Giáo dục và Đào tạo'] }),
  'so-vhttdl': unit('Sở Văn hóa, Thể thao và Du lịch', 'department', 'H99.10', {
    symbol: 'SVHTTDL', validFrom: MERGED_ON, aliases: ['Sở VHTT&DL', 'Sở VHTTDL', 'Sở VH,TT&DL', 'Văn hóa, Thể thao và Du lịch'],
  }),
  'so-nnmt': unit('Sở Nông nghiệp và Môi trường', 'department', 'H99.11', {
    symbol: 'SNNMT', validFrom: MERGED_ON, aliases: ['Sở NN&MT', 'Sở NNMT', 'SNNMT', 'Nông nghiệp và Môi trường'],
  }),
  'so-cong-thuong': unit('Sở Công Thương', 'department', 'H99.12', { symbol: 'SCT', aliases: ['Sở CT', 'SCT', 'Công Thương'] }),
  'thanh-tra-tinh': unit('Thanh tra tỉnh', 'department', 'H99.13', { symbol: 'TTr', aliases: ['Thanh tra tỉnh Hồng Lam'] }),
  'cong-an-tinh': unit('Công an tỉnh Hồng Lam', 'central_vertical', null, { symbol: 'CAT', parent: null, aliases: ['Công an tỉnh', 'CA tỉnh'] }),
  'cuc-thong-ke': unit('Cục Thống kê tỉnh Hồng Lam', 'central_vertical', null, { symbol: 'CTK', parent: null, aliases: ['Cục Thống kê tỉnh', 'Cục Thống kê', 'Thống kê tỉnh'] }),
  'vnpt': unit('VNPT Hồng Lam', 'enterprise', null, { parent: null, aliases: ['Viễn thông Hồng Lam', 'Viễn thông tỉnh', 'VNPT', 'VNPT tỉnh'] }),
  'viettel': unit('Viettel Hồng Lam', 'enterprise', null, { parent: null, aliases: ['Viettel', 'Viettel tỉnh', 'Viettel chi nhánh Hồng Lam'] }),
  'phuong-truong-vinh': commune('UBND phường Trường Vinh', 'H99.21', ['Phường Trường Vinh', 'Ủy ban nhân dân phường Trường Vinh']),
  'phuong-hong-phuc': commune('UBND phường Hồng Phúc', 'H99.22', ['Phường Hồng Phúc']),
  'xa-hong-son': commune('UBND xã Hồng Sơn', 'H99.23', ['Xã Hồng Sơn', 'Ủy ban nhân dân xã Hồng Sơn']),
  'xa-lam-thuy': commune('UBND xã Lam Thủy', 'H99.24', ['Xã Lam Thủy']),
  'xa-thien-loc': commune('UBND xã Thiên Lộc', 'H99.25', ['Xã Thiên Lộc']),

  // Before 2025. Sở Bưu chính, Viễn thông became Sở TT&TT in 2008, so its papers lead over two steps to today's unit.
  'so-bcvt': unit('Sở Bưu chính, Viễn thông', 'department', null, { validTo: '2008-03-31', successors: ['so-tttt'], aliases: ['Sở BCVT'] }),
  'so-tttt': unit('Sở Thông tin và Truyền thông', 'department', null, {
    validFrom: '2008-04-01', validTo: LAST_DAY_BEFORE_MERGER, successors: ['so-khcn'],
    aliases: ['Sở TT&TT', 'Sở TTTT', 'STTTT', 'TT&TT', 'Sở Thông tin Truyền thông', 'Sở Thông tin - Truyền thông', 'Thông tin và Truyền thông'],
  }),
  'so-khdt': earlierDepartment('Sở Kế hoạch và Đầu tư', ['so-tai-chinh'], ['Sở KH&ĐT', 'Sở KHĐT', 'KH&ĐT', 'Sở Kế hoạch - Đầu tư', 'Kế hoạch và Đầu tư']),
  'so-gtvt': earlierDepartment('Sở Giao thông vận tải', ['so-xay-dung'], ['Sở GTVT', 'Sở Giao thông - Vận tải', 'Sở Giao thông và Vận tải', 'Giao thông - Vận tải']),
  'so-tnmt': earlierDepartment('Sở Tài nguyên và Môi trường', ['so-nnmt'], ['Sở TN&MT', 'Sở TNMT', 'Sở Tài nguyên - Môi trường', 'Tài nguyên - Môi trường']),
  'so-nnptnt': earlierDepartment('Sở Nông nghiệp và Phát triển nông thôn', ['so-nnmt'], ['Sở NN&PTNT', 'Sở NNPTNT', 'Sở NN và PTNT']),
  'so-ldtbxh': earlierDepartment('Sở Lao động - Thương binh và Xã hội', ['so-noi-vu'], ['Sở LĐTB&XH', 'Sở LĐTBXH', 'Sở Lao động, Thương binh và Xã hội']),
  'so-du-lich': earlierDepartment('Sở Du lịch', ['so-vhttdl'], ['Sở DL', 'Du lịch']),
  'so-vhtt': earlierDepartment('Sở Văn hóa và Thể thao', ['so-vhttdl'], ['Sở VH&TT', 'Sở VHTT']),
  'thanh-pho-truong-vinh': earlierDistrict('UBND thành phố Trường Vinh', ['phuong-truong-vinh', 'phuong-hong-phuc'], ['UBND TP Trường Vinh', 'Thành phố Trường Vinh']),
  'huyen-lam-son': earlierDistrict('UBND huyện Lam Sơn', ['xa-hong-son', 'xa-lam-thuy', 'xa-thien-loc'], ['Huyện Lam Sơn']),
} satisfies Record<string, DemoUnit>

export type UnitKey = keyof typeof DEMO_UNITS

export const UNIT_KEYS = Object.keys(DEMO_UNITS) as UnitKey[]
