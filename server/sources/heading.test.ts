import { expect, test } from 'vitest'
import { readHeading } from './heading.ts'

const PLAN = `ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HỒNG LAM                      Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND                  Hồng Lam, ngày 05 tháng 11 năm 2026

KẾ HOẠCH

Ứng dụng dữ liệu mở trong cơ quan
nhà nước năm 2027
_____

Thực hiện Nghị quyết số 12/NQ-HĐND ngày 01 tháng 10 năm 2026, UBND tỉnh ban hành Kế hoạch như sau:
`

test('number, date and title are read from the heading, and not from what the text cites', () => {
  expect(readHeading(PLAN)).toEqual({
    notation: '45/KH-UBND', issuedOn: '2026-11-05', title: 'Kế hoạch Ứng dụng dữ liệu mở trong cơ quan nhà nước năm 2027',
  })
  expect(readHeading(PLAN.normalize('NFD')).title).toBe('Kế hoạch Ứng dụng dữ liệu mở trong cơ quan nhà nước năm 2027')
})

test('a decision stops where its signer or its grounds begin', () => {
  const text = 'QUYẾT ĐỊNH\nVề việc phân công nhiệm vụ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức chính quyền địa phương;'
  expect(readHeading(text)).toEqual({ notation: null, issuedOn: null, title: 'Quyết định Về việc phân công nhiệm vụ' })
})

test('a title may begin as a body does', () => {
  const text = 'KẾ HOẠCH\nThực hiện Chương trình cải cách hành chính năm 2027\nThực hiện Nghị quyết số 12/NQ-HĐND, UBND tỉnh ban hành Kế hoạch như sau:'
  expect(readHeading(text).title).toBe('Kế hoạch Thực hiện Chương trình cải cách hành chính năm 2027')
})

test('an official letter is called by its subject', () => {
  expect(readHeading('Số: 812/UBND-KGVX\nV/v rà soát hồ sơ số hóa\nKính gửi: các sở').title).toBe('V/v rà soát hồ sơ số hóa')
})

test('what is not there, and a day that no calendar has, is not invented', () => {
  const nothing = { notation: null, issuedOn: null, title: null }
  expect(readHeading('Giao Sở Tài chính thẩm định kinh phí theo Công văn số 12/CV-STC.')).toEqual(nothing)
  expect(readHeading('Hồng Lam, ngày 31 tháng 02 năm 2026')).toEqual(nothing)
  expect(readHeading('')).toEqual(nothing)
})
