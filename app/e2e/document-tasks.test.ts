import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { barriers } from './barriers.ts'
import { describePages, openBrowser, picture, signedIn } from './people.ts'
import { startServer, type RunningServer } from './running-server.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const PLAN = `ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HỒNG LAM                Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND            Hồng Lam, ngày 05 tháng 11 năm 2026

KẾ HOẠCH
Công bố dữ liệu mở của tỉnh năm 2027

I. NHIỆM VỤ

1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ và các sở, ngành liên quan xây dựng danh mục dữ liệu mở theo Phụ lục II kèm theo, hoàn thành trước ngày 15/12/2027.

2. Tổ chuyên viên giúp việc chủ trì, phối hợp với Sở Tài chính xây dựng dự toán kinh phí.

3. Các sở, ngành rà soát dữ liệu thuộc phạm vi quản lý.
`

test('a plan without a meeting is read, corrected, confirmed, and stands as tasks with its units', async () => {
  onTestFailed(async () => console.error(await describePages(browser)))
  const { url } = server
  const [secretary, lead, stranger] = await Promise.all(['binh', 'khanh', 'giang'].map((account) => signedIn(browser, url, account)))
  if (secretary === undefined || lead === undefined || stranger === undefined) throw new Error('somebody is missing')
  const { page } = secretary

  await page.goto(`${url}/tasks`)
  await page.getByRole('link', { name: 'Giao việc từ văn bản' }).click()
  await page.getByText('Chưa có văn bản nào được giao việc.').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'ke-hoach.txt', mimeType: 'text/plain', buffer: Buffer.from(PLAN) })
  // The text says what it is; a person may say otherwise.
  const title = page.getByLabel('Tên văn bản')
  await expect.poll(() => title.inputValue()).toBe('Kế hoạch Công bố dữ liệu mở của tỉnh năm 2027')
  expect(await page.getByLabel('Số và ký hiệu').inputValue()).toBe('45/KH-UBND')
  expect(await page.getByLabel('Ngày văn bản').inputValue()).toBe('2026-11-05')
  await title.fill('Kế hoạch công bố dữ liệu mở năm 2027')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'document-tasks-new')
  await page.getByRole('button', { name: 'Đọc văn bản' }).click()

  await page.getByRole('heading', { name: 'Kế hoạch công bố dữ liệu mở năm 2027' }).waitFor()
  await page.getByText('Văn bản dẫn chiếu Phụ lục II nhưng').waitFor()
  await page.getByText('Đơn vị chủ trì chưa khớp danh bạ').waitFor()
  // The third row is for everybody in general: nobody's task.
  await page.getByText('Nêu chung, không giao nhiệm vụ riêng').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'document-tasks-review')
  await page.getByRole('button', { name: 'Giao 2 nhiệm vụ' }).click()
  await page.getByRole('alert').filter({ hasText: 'chưa xác định được đơn vị chủ trì “Tổ chuyên viên giúp việc”' }).waitFor()
  await picture(page, 'document-tasks-refused')

  await page.getByRole('button', { name: 'Sửa mục I.2' }).click()
  await page.getByLabel('Đơn vị ứng với “Tổ chuyên viên giúp việc”').selectOption({ label: 'Sở Nội vụ' })
  await page.getByRole('button', { name: 'Giao 2 nhiệm vụ' }).click()
  await page.getByText('Đã giao 2 nhiệm vụ cho các đơn vị.').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'document-tasks-assigned')
  await page.getByRole('link', { name: 'Về danh sách văn bản' }).click()
  await page.getByRole('heading', { name: 'Đã giao việc (1)' }).waitFor()
  await page.getByText('Tên gọi đã học (1)').waitFor()
  await picture(page, 'document-tasks-list')

  // A reading that nobody confirms waits in the list and can be put aside.
  await page.getByLabel('Văn bản', { exact: true }).fill(PLAN.replace('45/KH-UBND', '46/KH-UBND'))
  await page.getByRole('button', { name: 'Đọc văn bản' }).click()
  await page.getByText('3 dòng chờ xác nhận').waitFor()
  await page.goto(`${url}/source-documents`)
  await page.getByRole('heading', { name: 'Chờ xác nhận (1)' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'document-tasks-waiting')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: /^Bỏ bản đọc/ }).click()
  await page.getByRole('heading', { name: 'Chờ xác nhận (1)' }).waitFor({ state: 'detached' })

  await lead.page.goto(`${url}/tasks`)
  await lead.page.getByText('Xây dựng danh mục dữ liệu mở').click()
  await lead.page.getByText('Văn bản số 45/KH-UBND ngày 05/11/2026: Kế hoạch công bố dữ liệu mở năm 2027').waitFor()
  await lead.page.getByText('15/12/2027').first().waitFor()
  expect(await lead.page.getByRole('link', { name: 'Văn bản số 45/KH-UBND' }).count()).toBe(0)
  await page.goto(lead.page.url())
  await page.getByRole('link', { name: 'Văn bản số 45/KH-UBND' }).click()
  await page.getByRole('heading', { name: 'Nhiệm vụ đã giao (2)' }).waitFor()
  const address = page.url()

  await stranger.page.goto(`${url}/tasks`)
  await stranger.page.getByText('Xây dựng dự toán kinh phí').waitFor()
  expect(await stranger.page.getByRole('link', { name: 'Giao việc từ văn bản' }).count()).toBe(0)
  for (const hidden of [address, `${url}/source-documents`]) {
    expect((await stranger.page.goto(hidden))?.status()).toBe(404)
    await stranger.page.getByRole('heading', { name: 'Không tìm thấy văn bản.' }).waitFor()
  }
  for (const { complaints } of [secretary, lead, stranger]) expect(complaints).toEqual([])
})
