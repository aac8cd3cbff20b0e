import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { PEOPLE } from '../../prisma/seed/ids.ts'
import { act, numberedNotice, readChosen } from './notices-to-sign.ts'
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

const LONG = Array.from({ length: 24 }, (_, index) =>
  `Giao các đơn vị rà soát nội dung thứ ${index + 1} của kế hoạch chuyển đổi số, báo cáo kết quả thực hiện và đề xuất giải pháp tháo gỡ khó khăn, vướng mắc`)

/** Where the first pin stands, as parts of the page's width and height. */
async function pinPlace(page: Page, paper: Locator): Promise<{ x: number; y: number }> {
  const [pin, sheet] = [await page.locator('[data-pin="1"]').boundingBox(), await paper.boundingBox()]
  if (pin === null || sheet === null) throw new Error('there is no pin on a page')
  return { x: (pin.x + pin.width / 2 - sheet.x) / sheet.width, y: (pin.y + pin.height / 2 - sheet.y) / sheet.height }
}

test('a leader signs a batch of three, one of which was taken back meanwhile, and returns another with a remark on its page', async () => {
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
  // Nothing is signed that was not shown: page after page, document after document.
  expect(await leader.page.getByRole('button', { name: 'Ký số 3 văn bản' }).isDisabled()).toBe(true)
  await leader.page.getByRole('button', { name: 'Trang sau' }).click()
  await readChosen(leader.page)
  await picture(leader.page, '9-signing-desk')
  await leader.page.getByRole('button', { name: 'Ký số 3 văn bản' }).click()
  await leader.page.getByRole('heading', { name: 'Ký số 3 văn bản?' }).waitFor()
  await act({ page: secretary.page, url }, 'withdraw-notice', { noticeId: withdrawn.noticeId, reason: 'Sai số liệu' })
  await leader.page.getByRole('alertdialog').getByRole('button', { name: 'Ký số 3 văn bản' }).click()
  await leader.page.getByText('Đã ký 2/3 văn bản').waitFor()
  await leader.page.getByText('Văn bản đã được người trình rút lại').waitFor()
  await leader.page.getByText('Không có văn bản nào chờ đồng chí ký').waitFor()
  await secretary.page.goto(`${url}/signing`)
  await secretary.page.getByText('Đang chờ: Phạm Thị Dung').first().waitFor()

  // Returned with a remark at a place on the second page: the drafter finds the pin there, and the words.
  const again = await notice('Họp rà soát nhiệm vụ quý IV', LONG)
  await leader.page.goto(`${url}/signing`)
  await leader.page.getByRole('button', { name: 'Trả lại…' }).click()
  await leader.page.getByRole('button', { name: 'Trang sau' }).click()
  const paper = leader.page.getByRole('button', { name: 'Chạm để đặt ý kiến trên trang 2' })
  const box = await paper.boundingBox()
  if (box === null) throw new Error('there is no page to touch')
  await leader.page.touchscreen.tap(box.x + box.width * 0.5, box.y + 220)
  const form = leader.page.getByRole('region', { name: 'Trả lại kèm ý kiến' })
  expect(await form.getByRole('button', { name: 'Trả lại với 1 ý kiến' }).isDisabled()).toBe(true)
  await form.getByLabel('Ý kiến 1 (trang 2)').fill('Thời hạn này chưa phù hợp, sửa thành 15/01/2027')
  const put = await pinPlace(leader.page, paper)
  await form.getByRole('button', { name: 'Trả lại với 1 ý kiến' }).click()
  await leader.page.getByText('Đã trả lại văn bản cho người soạn').waitFor()
  await secretary.page.goto(`${url}/meetings/${again.meetingId}/notice`)
  await secretary.page.getByText('Trang 2: Thời hạn này chưa phù hợp').waitFor()
  await secretary.page.locator('[data-pin="1"]').waitFor()
  await picture(secretary.page, '10-returned')
  const found = await pinPlace(secretary.page, secretary.page.getByRole('img', { name: 'Trang 2 của tài liệu' }))
  expect(found.x).toBeCloseTo(put.x, 2)
  expect(found.y).toBeCloseTo(put.y, 2)
  for (const { complaints } of [secretary, leader, approver, clerk]) expect(complaints).toEqual([])
})
