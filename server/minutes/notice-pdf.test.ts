import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { renderPage } from '#signing/fixtures/render-page.ts'
import { bodyLines, dateLine, numberLine, subjectLines, subjectRulePt } from './notice-letterhead.ts'
import { qrModules } from './notice-mark.ts'
import { sealOver } from './notice-ending.ts'
import { MARGIN } from './notice-measures.ts'
import { linesHere, noticePdf } from './notice-pdf.ts'
import { embedFaces } from './typeset.ts'
import type { NoticeSheet } from './notice-sheet.ts'

const run = promisify(execFile)

function sheetOf(conclusionCount: number): NoticeSheet {
  return {
    parentBody: null, issuingBody: 'UBND tỉnh Hồng Lam', symbol: 'UBND', number: 5, placeName: 'Hồng Lam', issuedOn: '2027-02-03',
    subject: 'Kết luận của đồng chí Nguyễn Hoài An, Phó Chủ tịch UBND tỉnh tại cuộc họp chuyển đổi số',
    openingParagraphs: ['Sau khi nghe báo cáo, đồng chí Nguyễn Hoài An kết luận như sau:'],
    conclusions: Array.from({ length: conclusionCount }, () => [
      'Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ xây dựng Đề án kiện toàn tổ chức, trình Ủy ban nhân dân tỉnh trước ngày 15 tháng 3 năm 2027 để xem xét, quyết định theo thẩm quyền.',
    ]),
    closing: 'Trên đây là kết luận, UBND tỉnh thông báo để các đơn vị biết, thực hiện.',
    recipients: ['Như thành phần dự họp;', 'Lưu: VT (Bình).'], capacityLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], signerName: 'Nguyễn Hoài An',
    verificationUrl: null,
  }
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'notice-'))
  try {
    const file = path.join(folder, 'notice.pdf')
    await writeFile(file, bytes)
    await run('qpdf', ['--check', file])
    return (await run('pdftotext', ['-layout', file, '-'])).stdout.normalize('NFC')
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('the rule under the subject is a third to a half as long as its line, however long that is', () => {
  for (const linePt of [80, 240, 420]) {
    expect(subjectRulePt([linePt]) / linePt).toBeGreaterThan(1 / 3)
    expect(subjectRulePt([linePt, linePt * 0.9]) / (linePt * 0.9)).toBeLessThan(1 / 2)
  }
})

test('a line of the subject does not end on a word that leans on the next', async () => {
  const { bold } = await embedFaces(await PDFDocument.create())
  for (const subject of [
    'Kết luận của đồng chí Nguyễn Hoài An, Phó Chủ tịch UBND tỉnh tại cuộc họp chuyển đổi số',
    'Kết luận của đồng chí Nguyễn Hoài An, Phó Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 11 năm 2026 của Ủy ban nhân dân tỉnh về tình hình kinh tế - xã hội',
  ]) {
    const lines = subjectLines(bold, subject)
    expect(lines.join(' ')).toBe(subject)
    for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/ (?:UBND|Phó|Chủ|tháng|năm|của|Ủy)$/)
  }
})

test('a long list of recipients goes on overleaf, no recipient torn apart', async () => {
  const recipients = Array.from({ length: 40 }, (_, index) => `Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp khu vực ${index + 1};`)
  const { bytes, signatureBoxes } = await noticePdf({ ...sheetOf(1), recipients }, new Date('2027-02-03T02:00:00Z'))
  const pages = (await textOf(bytes)).split('\f').slice(0, -1)
  expect(pages.length).toBeGreaterThan(1)
  expect(signatureBoxes.leader.pageIndex).toBe(0)
  // After the number of the page a recipient begins.
  for (const page of pages.slice(1)) expect(page.trim().split('\n').map((line) => line.trim()).filter(Boolean)[1]).toMatch(/^- Ban Quản lý/)
})

test('a parent body that does not fit on a line is cut where its name ends', async () => {
  const text = await textOf((await noticePdf({ ...sheetOf(1), parentBody: 'UBND tỉnh Hồng Lam', issuingBody: 'Ban Quản lý Khu kinh tế tỉnh Hồng Lam' }, new Date())).bytes)
  expect(text).toMatch(/ỦY BAN NHÂN DÂN(?! TỈNH)/)
})

test('a notice reads as the decree wants it, every diacritic in place', async () => {
  const { bytes, pageCount } = await noticePdf(sheetOf(2), new Date('2027-02-03T02:00:00Z'))
  const text = await textOf(bytes)
  expect(pageCount).toBe(1)
  for (const line of ['Số: 05/TB-UBND', 'Hồng Lam, ngày 03 tháng 02 năm 2027', 'Độc lập - Tự do - Hạnh phúc', 'THÔNG BÁO',
    'thực hiện./.', 'Nơi nhận:', 'KT. CHỦ TỊCH', 'Nguyễn Hoài An']) expect(text).toContain(line)
})

test('a long notice numbers its pages from the second, and text stands above the signature on the last', async () => {
  const { bytes, pageCount, signatureBoxes } = await noticePdf(sheetOf(40), new Date('2027-02-03T02:00:00Z'))
  const pages = (await textOf(bytes)).split('\f')
  expect(pageCount).toBeGreaterThan(2)
  expect(pages[0]?.trimStart().startsWith('1')).toBe(false)
  expect(pages[1]?.trimStart().startsWith('2')).toBe(true)
  expect(signatureBoxes.leader.pageIndex).toBe(pageCount - 1)
  expect(pages[pageCount - 1]).toMatch(/thực hiện\.\/\.[\s\S]*KT\. CHỦ TỊCH/)
})

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('with %i conclusions the signature never stands alone on a page', async (count) => {
  const { bytes, pageCount } = await noticePdf(sheetOf(count), new Date('2027-02-03T02:00:00Z'))
  expect((await textOf(bytes)).split('\f')[pageCount - 1]).toContain('./.')
})

test('a letter the typeface lacks is refused, not left out', async () => {
  await expect(noticePdf({ ...sheetOf(1), subject: 'Kết luận 会議' }, new Date())).rejects.toThrow('appearance.missing_glyph')
})

test('no line of a paragraph stands alone on a page', () => {
  expect(linesHere(5, 9)).toBe(5)
  expect(linesHere(5, 1)).toBe(0)
  expect(linesHere(5, 4)).toBe(3)
  expect(linesHere(3, 2)).toBe(0)
})

test('the seal covers a third of the signature on its left', () => {
  const leader = { xPt: 300, yPt: 100, widthPt: 150, heightPt: 64 }
  const seal = sealOver(leader)
  expect(seal.xPt + seal.widthPt - leader.xPt).toBeCloseTo(50)
  expect(seal.xPt).toBeLessThan(leader.xPt)
})

test('number and date stay open in a draft, and days and the first two months are padded', () => {
  expect(numberLine({ number: null, symbol: 'UBND' })).toMatch(/^Số: +\/TB-UBND$/)
  expect(dateLine({ placeName: 'Hồng Lam', issuedOn: '2026-12-03' })).toBe('Hồng Lam, ngày 03 tháng 12 năm 2026')
  expect(dateLine({ placeName: 'Hồng Lam', issuedOn: '2027-03-12' })).toBe('Hồng Lam, ngày 12 tháng 3 năm 2027')
  expect(dateLine({ placeName: '', issuedOn: null })).toMatch(/^ngày +tháng +năm$/)
})

test('a committee is written in full on two lines', () => {
  expect(bodyLines('UBND tỉnh Hồng Lam')).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH HỒNG LAM'])
  expect(bodyLines('Sở Nội vụ')).toEqual(['SỞ NỘI VỤ'])
})

test('a code to photograph leads to the page where the signatures are verified, its address beside it', async () => {
  const verificationUrl = 'https://hop.honglam.gov.vn/verification'
  const { bytes, pageCount } = await noticePdf({ ...sheetOf(2), verificationUrl }, new Date('2027-02-03T02:00:00Z'))
  expect(pageCount).toBe(1)
  expect(await textOf(bytes)).toContain(verificationUrl)
  // The middle of every module, as poppler draws the page.
  const page = await renderPage(bytes, 288)
  const modules = qrModules(verificationUrl)
  const modulePx = (50 / (modules.length + 8)) * 4
  const left = MARGIN.leftPt * 4 + 4 * modulePx
  const top = page.height - (5 + 50) * 4 + 4 * modulePx
  const isDark = (x: number, y: number) =>
    (page.pixels[Math.floor(top + (y + 0.5) * modulePx) * page.width + Math.floor(left + (x + 0.5) * modulePx)] ?? 255) < 128
  expect(modules.map((row, y) => row.map((_isDark, x) => isDark(x, y)))).toEqual(modules)
  // Four white modules on every side, as ISO/IEC 18004 wants them.
  for (let along = -4; along < modules.length + 4; along++) {
    for (const across of [-4, -3, -2, -1, 0, 1, 2, 3].map((step) => (step < 0 ? step : modules.length + step))) {
      expect([isDark(along, across), isDark(across, along)]).toEqual([false, false])
    }
  }
})
