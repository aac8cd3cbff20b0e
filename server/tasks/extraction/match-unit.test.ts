import { expect, test } from 'vitest'
import { type DirectoryUnit, matchUnit, unitCandidates } from './match-unit.ts'

const unit = (id: string, name: string, more: Partial<DirectoryUnit> = {}): DirectoryUnit => ({ id, name, aliases: [], successorIds: [], validTo: null, ...more })

const units = [
  unit('khcn', 'Sở Khoa học và Công nghệ'),
  unit('tttt', 'Sở Thông tin và Truyền thông', { successorIds: ['khcn'], validTo: '2025-03-01' }),
  unit('tc', 'Sở Tài chính'),
  unit('vp', 'Văn phòng Ủy ban nhân dân tỉnh', { aliases: ['Văn phòng tỉnh'] }),
  unit('old', 'Phòng Cũ', { successorIds: ['tc', 'khcn'], validTo: '2020-01-01' }),
]

test('abbreviations, joints and tone placement do not hide a unit', () => {
  for (const written of ['Văn phòng UBND tỉnh', 'VP UBND tỉnh', 'Văn phòng Uỷ ban nhân dân tỉnh']) {
    expect(matchUnit(written, units)).toMatchObject({ orgUnitId: 'vp', reason: 'same_name' })
  }
  expect(matchUnit('Sở KH&CN', units)?.orgUnitId).toBe('khcn')
  expect(matchUnit('Văn phòng tỉnh', units)).toMatchObject({ orgUnitId: 'vp', reason: 'alias' })
})

test('a merged department leads to its successor, and both are shown', () => {
  for (const written of ['Sở TT&TT', 'Sở Thông tin - Truyền thông', 'STTTT'.replace('S', 'Sở ')]) {
    expect(matchUnit(written, units)).toMatchObject({ orgUnitId: 'khcn', namedUnitId: 'tttt', successorIds: ['khcn'] })
  }
})

test('a unit split in two is named but asked about', () => {
  const match = matchUnit('Phòng Cũ', units)
  expect(match).toMatchObject({ orgUnitId: 'old', successorIds: ['tc', 'khcn'] })
  expect(match?.confidence).toBeLessThan(0.8)
})

test('a place after the name lowers the confidence only a little', () => {
  expect(matchUnit('Sở Tài chính Nghệ An', units)).toMatchObject({ orgUnitId: 'tc', reason: 'place_added' })
})

test('groups, strangers and equals are left to a person', () => {
  expect(matchUnit('các sở, ngành liên quan', units)).toBeNull()
  expect(matchUnit('Sở Y tế', units)).toBeNull()
  expect(matchUnit('Sở Tài chính', [...units, unit('tc2', 'Sở Tài chính')])).toBeNull()
})

test('offices abbreviate as they like: with hyphens, ampersands, commas or none', () => {
  const all = [...units, unit('vh', 'Sở Văn hóa, Thể thao và Du lịch'), unit('ld', 'Sở Lao động - Thương binh và Xã hội'), unit('qt', 'Viễn thông Quảng Ngãi')]
  for (const written of ['Sở VH,TT&DL', 'Sở VHTTDL', 'Sở Văn hoá, Thể thao & Du lịch']) expect(matchUnit(written, all)?.orgUnitId, written).toBe('vh')
  for (const written of ['Sở LĐTB&XH', 'Sở LĐ-TB&XH', 'Sở Lao động, Thương binh và Xã hội']) expect(matchUnit(written, all)?.orgUnitId, written).toBe('ld')
  expect(matchUnit('VNPT Quảng Ngãi', all)?.orgUnitId).toBe('qt')
})

test('a post answers for its unit, and a portfolio said without its head word is asked about', () => {
  expect(matchUnit('Giám đốc Sở Tài chính', units)).toMatchObject({ orgUnitId: 'tc', reason: 'post' })
  expect(matchUnit('Chánh Văn phòng UBND tỉnh', units)).toMatchObject({ orgUnitId: 'vp', reason: 'post' })
  const doubtful = matchUnit('KH&CN', units)
  expect(doubtful).toMatchObject({ orgUnitId: 'khcn', reason: 'head_left_out' })
  expect(doubtful?.confidence).toBeLessThan(0.8)
})

test('the day of the text chooses between two units of one name', () => {
  const both = [
    unit('old', 'Sở Nội vụ', { validTo: '2025-03-01', successorIds: ['new'] }),
    unit('new', 'Sở Nội vụ', { validFrom: '2025-03-01' }),
  ]
  expect(matchUnit('Sở Nội vụ', both, '2020-05-04')).toMatchObject({ namedUnitId: 'old', orgUnitId: 'new' })
  expect(matchUnit('Sở Nội vụ', both, '2025-07-01')).toMatchObject({ namedUnitId: 'new', orgUnitId: 'new' })
})

test('of several equals every one is offered, none is taken', () => {
  const equals = [...units, unit('tc2', 'Sở Tài chính')]
  expect(unitCandidates('Sở Tài chính', equals).map((match) => match.orgUnitId)).toEqual(['tc', 'tc2'])
})
