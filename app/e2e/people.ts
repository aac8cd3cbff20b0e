import { chromium, type Browser, type Page } from 'playwright'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { tool } from '../../scripts/tools.mjs'
import { DEMO_PASSWORD } from '../../prisma/seed/demo-province.ts'

/** The first page after a start took half a minute on a machine with much else to do. */
export const PATIENCE_MS = 180_000

/** A tablet held across. */
export const TABLET = { width: 1180, height: 820 }

export async function openBrowser(): Promise<Browser> {
  const { path: executablePath, env } = tool('chromium')
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--lang=vi', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    // In a shell that names no encoding it would not find a file with a Vietnamese name.
    env: { ...process.env, ...env, LANGUAGE: 'vi', LC_ALL: 'C.UTF-8' } as Record<string, string>,
  })
}

/** What every open page shows and complained about, for whoever must find out why a test failed. */
export async function describePages(browser: Browser): Promise<string> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  const told = await Promise.all(pages.map(async (page) => {
    const shown = await page.locator('body').innerText({ timeout: 5_000 }).catch(String)
    return [`── ${page.url()}`, shown].join('\n')
  }))
  return told.join('\n\n')
}

/** Signed in with a demo account, on a tablet of its own. Anything the page complains about is kept in `complaints`. */
export async function signedIn(browser: Browser, url: string, account: string, viewport = TABLET): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refusal is an answer with a 4xx status, which the browser writes down as an error of loading.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) complaints.push(message.text())
  })
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Tài khoản').fill(account)
  await page.getByLabel('Mật khẩu').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
  return { page, complaints }
}

/** Pictures of the tour. `TOUR=docs/tour npm test` renews those in README. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = path.resolve(process.env['TOUR'] ?? '.cache/tour')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
