import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { barriers, barriersOnScreens } from './barriers.ts'
import { expectMenuFits, overhang } from './menu.ts'
import { endMeetingsNotHeld } from './not-held.ts'
import { describePages, openBrowser, PATIENCE_MS, picture, signedIn, TABLET } from './people.ts'
import { readChosen } from './notices-to-sign.ts'
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

const NOTICE_TEXT = `THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh bố trí kinh phí triển khai phòng họp không giấy trước ngày 31/12/2026.
2. Sở Khoa học và Công nghệ chủ trì xây dựng Quy chế khai thác hệ thống trước ngày 15/01/2027.
`

async function makePaper(folder: string): Promise<string> {
  const pdf = await PDFDocument.create()
  for (let number = 1; number <= 3; number++) {
    const page = pdf.addPage([595, 842])
    page.drawText(`Bao cao, trang ${number}`, { x: 72, y: 740, size: 24 })
    page.drawRectangle({ x: 72, y: 400, width: 450, height: 1 })
  }
  const file = path.join(folder, 'Báo cáo tháng 11.pdf')
  writeFileSync(file, await pdf.save())
  return file
}

/** A point on the page's ink surface, as parts of its width and height. */
async function drawLine(page: Page): Promise<void> {
  const surface = page.locator('canvas[data-ink="wet"]')
  const box = await surface.boundingBox()
  if (box === null) throw new Error('there is no paper to write on')
  await page.mouse.move(box.x + box.width * 0.2, box.y + 120)
  await page.mouse.down()
  for (let step = 1; step <= 20; step++) await page.mouse.move(box.x + box.width * (0.2 + step * 0.02), box.y + 120 + Math.sin(step) * 20)
  await page.mouse.up()
}

/** What cannot be taken back asks first: Escape leaves everything as it was. */
async function press(page: Page, name: string, pictureName: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  const question = page.getByRole('alertdialog')
  await button.click()
  await question.waitFor()
  await picture(page, pictureName)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await button.click()
  await question.getByRole('button', { name, exact: true }).click()
}

/** How many pixels of the finished ink are not empty. */
function inkOn(page: Page): Promise<number> {
  return page.locator('canvas[data-ink="finished"]').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let drawn = 0
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) drawn++
    return drawn
  })
}

test('one meeting, from the invitation to the wall of the operations centre', async () => {
  onTestFailed(async () => console.error(await describePages(browser)))
  // 1. Sign in.
  const visitor = await browser.newPage({ viewport: { width: 1180, height: 820 } })
  visitor.setDefaultTimeout(PATIENCE_MS)
  await visitor.goto(`${server.url}/meetings`)
  await visitor.getByLabel('Tài khoản').fill('binh')
  await visitor.getByLabel('Mật khẩu').fill('sai mật khẩu')
  await visitor.getByRole('button', { name: 'Đăng nhập' }).click()
  await visitor.getByRole('alert').waitFor()
  await picture(visitor, '1-sign-in')
  await visitor.close()
  const secretary = await signedIn(browser, server.url, 'binh')

  // 2. Prepare.
  await secretary.page.getByRole('link', { name: 'Cuộc họp', exact: true }).click()
  await secretary.page.getByRole('link', { name: 'Cuộc họp mới' }).click()
  await secretary.page.getByLabel('Tên cuộc họp').fill('Họp triển khai phòng họp không giấy')
  await secretary.page.getByLabel('Chủ trì').selectOption({ label: 'Nguyễn Hoài An, Phó Chủ tịch UBND tỉnh' })
  const start = new Date(Date.now() + 60 * 60 * 1000)
  const local = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T')
  await secretary.page.getByLabel('Bắt đầu').fill(local(start))
  await secretary.page.getByLabel('Kết thúc').fill(local(new Date(start.getTime() + 2 * 60 * 60 * 1000)))
  await secretary.page.getByLabel('Địa điểm').fill('Phòng họp số 1, UBND tỉnh')
  await secretary.page.getByLabel('Nội dung họp').fill('Bàn việc triển khai phòng họp không giấy trong toàn tỉnh.')
  await secretary.page.getByRole('button', { name: 'Lưu' }).click()
  await secretary.page.getByRole('heading', { name: 'Chương trình họp' }).waitFor()
  const meetingUrl = secretary.page.url()

  // An empty agenda is refused in words.
  await secretary.page.getByRole('button', { name: 'Gửi giấy mời' }).click()
  await secretary.page.getByRole('alert').first().waitFor()
  for (const title of ['Báo cáo tình hình tháng 11', 'Thảo luận và biểu quyết']) {
    await secretary.page.getByLabel('Nội dung', { exact: true }).fill(title)
    await secretary.page.getByRole('button', { name: 'Thêm nội dung' }).click()
    await secretary.page.getByText(title).first().waitFor()
  }
  await secretary.page.getByLabel('Thêm tài liệu cho nội dung: Báo cáo tình hình tháng 11').setInputFiles(await makePaper(server.dataDir))
  await secretary.page.getByRole('link', { name: 'Báo cáo tháng 11' }).waitFor()
  await secretary.page.getByText('Mời cá nhân').click()
  await secretary.page.getByLabel('Tìm theo tên, chức vụ, đơn vị').fill('thu ha')
  await secretary.page.getByRole('button', { name: 'Mời Vũ Thu Hà' }).click()
  await secretary.page.getByRole('button', { name: 'Xóa Vũ Thu Hà' }).waitFor()
  await secretary.page.getByRole('button', { name: 'Gửi giấy mời' }).click()
  await secretary.page.getByText('Đã gửi giấy mời').waitFor()
  await secretary.page.getByRole('button', { name: 'Gửi lại giấy mời' }).waitFor()
  await picture(secretary.page, '2-prepare')

  // The invited reads the mail and accepts.
  const official = await signedIn(browser, server.url, 'ha')
  // The mail is on its way while the screen is drawn.
  await expect.poll(async () => {
    await official.page.goto(`${server.url}/mailbox`)
    return official.page.getByText('Họp triển khai phòng họp không giấy').count()
  }, { timeout: PATIENCE_MS, interval: 2000 }).toBeGreaterThan(0)
  await official.page.goto(meetingUrl)
  await official.page.getByRole('button', { name: 'Nhận lời dự' }).click()
  await official.page.getByText('Sẽ dự').first().waitFor()

  // 3. Meet: two browsers.
  const chair = await signedIn(browser, server.url, 'an')
  await chair.page.goto(meetingUrl)
  await chair.page.getByRole('button', { name: 'Bắt đầu họp' }).click()
  await chair.page.goto(`${meetingUrl}/room`)
  await official.page.goto(`${meetingUrl}/room`)
  for (const { page } of [chair, official]) {
    await page.getByText('Trực tuyến').waitFor()
    await page.getByRole('button', { name: 'Điểm danh' }).click()
    await page.getByText('Bạn đã điểm danh').waitFor()
  }
  await chair.page.getByText('Có mặt 2/3').waitFor()
  await chair.page.getByRole('button', { name: 'Chuyển đến nội dung này' }).first().click()
  await official.page.locator('li[aria-current="step"]', { hasText: 'Báo cáo tình hình tháng 11' }).waitFor()

  // The presenter's page is followed; turning a page leaves the presenter; one tap returns.
  await chair.page.locator('[data-page] canvas[role="img"]').waitFor()
  await chair.page.getByRole('button', { name: 'Trình bày trang này' }).click()
  await official.page.getByRole('button', { name: 'Đang theo người trình bày' }).waitFor()
  await chair.page.getByRole('button', { name: 'Trang sau' }).click()
  await official.page.locator('[data-page="2"]').waitFor()
  await official.page.getByRole('button', { name: 'Trang sau' }).click()
  await official.page.locator('[data-page="3"]').waitFor()
  await official.page.getByRole('button', { name: 'Theo dõi Nguyễn Hoài An' }).click()
  await official.page.locator('[data-page="2"]').waitFor()

  // Ink: the chair's own stays his, the shared one arrives.
  await chair.page.getByRole('button', { name: 'Ghi chú' }).click()
  await drawLine(chair.page)
  await expect.poll(() => inkOn(chair.page), { timeout: PATIENCE_MS }).toBeGreaterThan(0)
  expect(await inkOn(official.page)).toBe(0)
  await chair.page.getByRole('toolbar').getByRole('button', { name: 'Ghi chung' }).click()
  await drawLine(chair.page)
  await expect.poll(() => inkOn(official.page), { timeout: PATIENCE_MS }).toBeGreaterThan(0)

  // A hand, and a poll whose result everybody sees when it closes.
  await official.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click()
  await chair.page.getByRole('button', { name: 'Mời phát biểu' }).click()
  await official.page.getByText('Đang phát biểu').waitFor()
  // The official's Wi-Fi fails while the screen wants to read itself: what is shown stays.
  let lostReadings = 0
  await official.page.route('**/room.data*', (route) => {
    lostReadings += 1
    return route.abort('internetdisconnected')
  })
  await chair.page.getByText('Biểu quyết mới').click()
  await chair.page.getByLabel('Nội dung biểu quyết').fill('Đồng ý triển khai từ quý I/2027')
  await chair.page.getByRole('button', { name: 'Tạo biểu quyết' }).click()
  await chair.page.getByRole('button', { name: 'Mở biểu quyết' }).click()
  await chair.page.getByRole('button', { name: 'Tán thành', exact: true }).waitFor()
  await expect.poll(() => lostReadings, { timeout: PATIENCE_MS }).toBeGreaterThan(0)
  expect(await official.page.locator('[data-page="2"]').isVisible()).toBe(true)
  await official.page.unroute('**/room.data*')
  for (const { page } of [official, chair]) {
    await page.getByRole('button', { name: 'Tán thành', exact: true }).click()
    await page.getByRole('button', { name: 'Gửi phiếu' }).click()
    await page.getByText('Đã bỏ phiếu: Tán thành').waitFor()
  }
  await picture(official.page, '3-room')
  // What cannot be taken back is asked first.
  chair.page.on('dialog', (dialog) => void dialog.accept())
  await chair.page.getByRole('button', { name: 'Kết thúc biểu quyết' }).click()
  await official.page.getByRole('list', { name: 'Kết quả' }).waitFor()
  await chair.page.getByRole('button', { name: 'Kết thúc họp' }).click()
  await official.page.getByText('Phiên họp đã kết thúc').waitFor()

  // 4. Conclude.
  await secretary.page.goto(`${meetingUrl}/conclusions`)
  await secretary.page.getByText('Nhập kết luận từ văn bản').click()
  await secretary.page.getByLabel('Văn bản', { exact: true }).fill(NOTICE_TEXT)
  await secretary.page.getByRole('button', { name: 'Đọc văn bản' }).click()
  // The text beside the rows: a place in it leads to its row, a change can be taken back.
  const source = secretary.page.getByRole('region', { name: 'Văn bản gốc' })
  await source.locator('[data-row="1"]').first().click()
  await source.locator('[data-row="1"].outline-2').first().waitFor()
  await secretary.page.getByRole('button', { name: 'Sửa mục 2' }).click()
  await secretary.page.getByRole('button', { name: 'Gộp với dòng trên' }).click()
  await secretary.page.getByRole('button', { name: 'Xác nhận 1 kết luận' }).waitFor()
  await secretary.page.getByRole('button', { name: 'Hoàn tác' }).click()
  expect(await barriers(secretary.page)).toEqual([])
  await picture(secretary.page, '4-conclusions')
  await secretary.page.getByRole('button', { name: 'Xác nhận 2 kết luận' }).click()
  await secretary.page.getByRole('button', { name: 'Xác nhận 2 kết luận' }).waitFor({ state: 'detached' })
  await secretary.page.getByText('Xây dựng Quy chế khai thác hệ thống').first().waitFor()

  // 5. Route and sign.
  await secretary.page.getByRole('link', { name: 'Thông báo kết luận' }).click()
  await secretary.page.getByRole('button', { name: 'Soạn thông báo' }).click()
  await secretary.page.getByRole('button', { name: 'Trình phê duyệt' }).click()
  await secretary.page.getByText('Chờ phê duyệt').waitFor()
  const office = await signedIn(browser, server.url, 'chau')
  await office.page.goto(`${meetingUrl}/notice`)
  await office.page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
  const clerk = await signedIn(browser, server.url, 'dung')
  await clerk.page.goto(`${meetingUrl}/notice`)
  await press(clerk.page, 'Cấp số', '16-number')
  await clerk.page.getByText('Đang chờ lãnh đạo ký').waitFor()
  await chair.page.goto(`${meetingUrl}/notice`)
  await chair.page.getByRole('link', { name: 'Đọc và ký' }).click()
  await readChosen(chair.page)
  await chair.page.getByRole('button', { name: 'Ký số 1 văn bản' }).click()
  await chair.page.getByRole('alertdialog').getByRole('button', { name: 'Ký số 1 văn bản' }).click()
  await chair.page.getByText('Đã ký 1/1 văn bản').waitFor()
  await clerk.page.reload()
  await clerk.page.getByText('Các chữ ký hợp lệ').waitFor()
  await clerk.page.getByRole('button', { name: 'Đóng dấu cơ quan' }).click()
  await clerk.page.getByRole('alertdialog').getByRole('button', { name: 'Ký số 1 văn bản' }).click()
  await press(clerk.page, 'Phát hành', '17-issue')
  await clerk.page.getByText('Đã phát hành').waitFor()
  await clerk.page.getByRole('img', { name: 'Trang 1 của tài liệu' }).waitFor()
  await picture(clerk.page, '5-notice')

  // A text changed later shows which conclusion and which task it touches, and changes neither.
  await secretary.page.goto(`${meetingUrl}/conclusions`)
  await secretary.page.getByText('So sánh với văn bản khác').click()
  await secretary.page.getByLabel('Văn bản', { exact: true }).fill(NOTICE_TEXT.replace('15/01/2027', '15/02/2027'))
  await secretary.page.getByRole('button', { name: 'So sánh', exact: true }).click()
  await secretary.page.getByText('1 kết luận thay đổi, 0 không còn, 0 nội dung mới, 1 giữ nguyên.').waitFor()
  const change = secretary.page.getByRole('listitem').filter({ hasText: 'Kết luận 2 thay đổi: thời hạn' })
  await change.getByRole('link', { name: 'Mới giao' }).waitFor()

  // Everybody verifies what was issued, without an account; the record knows it, and finds that it was touched.
  const address = await clerk.page.getByRole('link', { name: 'Tải về' }).getAttribute('href')
  const issued = await (await clerk.page.request.get(`${server.url}${address}`)).body()
  const reader = await browser.newPage({ viewport: TABLET, locale: 'vi-VN' })
  reader.setDefaultTimeout(PATIENCE_MS)
  await reader.goto(`${server.url}/verification`)
  const drop = reader.locator('input[type="file"]')
  await drop.setInputFiles({ name: 'thong-bao.pdf', mimeType: 'application/pdf', buffer: issued })
  await reader.getByText('Đúng từng byte bản phát hành mới nhất').waitFor()
  await reader.getByRole('article', { name: 'Chữ ký 1' }).getByText('HỢP LỆ', { exact: true }).waitFor()
  await reader.getByRole('button', { name: 'So hình trang lúc ký với hiện tại' }).click()
  await reader.getByRole('img', { name: 'hiện tại' }).first().waitFor()
  await picture(reader, '8-verification')
  const touched = Buffer.from(issued)
  const inside = touched.indexOf('stream\n') + 40
  touched[inside] = (touched[inside] ?? 0) ^ 1
  await drop.setInputFiles({ name: 'thong-bao.pdf', mimeType: 'application/pdf', buffer: touched })
  await reader.getByRole('article', { name: 'Chữ ký 1' }).getByText('KHÔNG HỢP LỆ').waitFor()

  // 6. Follow.
  await official.page.goto(`${server.url}/tasks`)
  await official.page.getByText('bố trí kinh phí').first().click()
  await official.page.getByRole('button', { name: 'Tiếp nhận' }).click()
  await official.page.getByText('Đã nhận').first().waitFor()
  await picture(official.page, '6-task')

  // 7. Publish: the wall.
  const operator = await signedIn(browser, server.url, 'nga', { width: 1920, height: 1080 })
  await operator.page.goto(`${server.url}/ioc`)
  await operator.page.getByText('Họp triển khai phòng họp không giấy').first().waitFor()
  await picture(operator.page, '7-wall')

  await operator.page.setViewportSize({ width: 390, height: 844 })
  expect(await overhang(operator.page)).toBe(0)
  await picture(operator.page, '14-phone-wall')
  for (const { page } of [clerk, chair, operator]) await expectMenuFits(page, server.url)

  await endMeetingsNotHeld(server.url, secretary.page, official.page)

  // Every screen can be used with a screen reader and a finger, in both languages.
  const screens = [['', 'meetings', 'mailbox', 'tasks'].map((place) => `${server.url}/${place}`), ['', '/room', '/conclusions', '/notice'].map((place) => `${meetingUrl}${place}`)].flat()
  expect(await barriersOnScreens(official.page, screens)).toEqual([])
  expect(await barriersOnScreens(secretary.page, [...screens, `${server.url}/meetings/new`, `${server.url}/nowhere`])).toEqual([])
  expect(await barriersOnScreens(clerk.page, [`${server.url}/register`])).toEqual([])
  await secretary.page.getByRole('button', { name: 'English' }).click()
  await secretary.page.getByRole('button', { name: 'Tiếng Việt' }).waitFor()
  expect(await barriersOnScreens(secretary.page, screens)).toEqual([])

  // Somebody else's meeting does not exist.
  const outsider = await signedIn(browser, server.url, 'son')
  const stranger = await outsider.page.goto(meetingUrl)
  expect(stranger?.status()).toBe(404)
  await outsider.page.getByRole('heading', { name: 'Không tìm thấy cuộc họp.' }).waitFor()
  expect(await outsider.page.getByRole('navigation', { name: 'Các trang' }).isVisible()).toBe(true)

  for (const { complaints } of [secretary, official, chair, office, clerk, operator]) expect(complaints).toEqual([])
})
