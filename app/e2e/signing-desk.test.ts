import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { PEOPLE } from '../../prisma/seed/ids.ts'
import { act, numberedNotice } from './notices-to-sign.ts'
import { describePages, openBrowser, PATIENCE_MS, picture, signedIn } from './people.ts'
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

const LONG = Array.from({ length: 24 }, (_, index) =>
  `Giao các đơn vị rà soát nội dung thứ ${index + 1} của kế hoạch chuyển đổi số, báo cáo kết quả thực hiện và đề xuất giải pháp tháo gỡ khó khăn, vướng mắc`)

test('a leader signs a batch of three, one of which was taken back meanwhile', async () => {
  onTestFailed(async () => console.error(await describePages(browser)))
  const { url } = server
  const [secretary, leader, approver, clerk] = await Promise.all(['binh', 'an', 'chau', 'dung'].map((account) => signedIn(browser, url, account)))
  if (secretary === undefined || leader === undefined || approver === undefined || clerk === undefined) throw new Error('somebody is missing')
  const office = { secretary: secretary.page, chair: leader.page, approver: approver.page, clerk: clerk.page }
  const notice = (title: string, conclusions = ['Đồng ý chủ trương triển khai phòng họp không giấy']) =>
    numberedNotice(url, office, { title, chairId: PEOPLE.an.id, conclusions })
  await notice('Họp triển khai phòng họp không giấy', LONG)
  const withdrawn = await notice('Họp giải quyết vướng mắc giải phóng mặt bằng')
  await notice('Họp giao ban tháng 11')

  await leader.page.goto(url)
  await leader.page.getByRole('link', { name: '3 văn bản chờ đồng chí ký' }).click()
  await leader.page.getByRole('heading', { name: 'Chờ tôi ký (3)' }).waitFor()
  await leader.page.getByRole('img', { name: 'Trang 1 của tài liệu' }).waitFor()
  await leader.page.getByLabel('Chọn tất cả').check()
  await picture(leader.page, 'desk-1-chosen')
  // Nothing is signed that was not shown: page after page, document after document.
  expect(await leader.page.getByRole('button', { name: 'Ký số 3 văn bản' }).isDisabled()).toBe(true)
  await leader.page.getByRole('button', { name: 'Trang sau' }).click()
  const readOn = leader.page.getByRole('button', { name: 'Xem tiếp' })
  const list = leader.page.getByRole('list').filter({ has: leader.page.getByRole('checkbox') })
  while (await readOn.isVisible()) {
    const before = await list.innerText()
    await readOn.click()
    await expect.poll(() => list.innerText(), { timeout: PATIENCE_MS }).not.toBe(before)
  }
  await picture(leader.page, 'desk-2-read')
  await leader.page.getByRole('button', { name: 'Ký số 3 văn bản' }).click()
  await leader.page.getByRole('heading', { name: 'Ký số 3 văn bản?' }).waitFor()
  await picture(leader.page, 'desk-3-confirm')
  await act({ page: secretary.page, url }, 'withdraw-notice', { noticeId: withdrawn.noticeId, reason: 'Sai số liệu' })
  await leader.page.getByRole('alertdialog').getByRole('button', { name: 'Ký số 3 văn bản' }).click()
  await leader.page.getByText('Đã ký 2/3 văn bản').waitFor()
  await leader.page.getByText('Văn bản đã được người trình rút lại').waitFor()
  await leader.page.getByText('Không có văn bản nào chờ đồng chí ký').waitFor()
  await picture(leader.page, 'desk-4-outcome')
  await secretary.page.goto(`${url}/signing`)
  await secretary.page.getByText('Đang chờ: Phạm Thị Dung').first().waitFor()
  await picture(secretary.page, 'desk-5-sent')
  for (const { complaints } of [secretary, leader, approver, clerk]) expect(complaints).toEqual([])
})
