import type { Page } from 'playwright'
import { expect } from 'vitest'
import { picture, TABLET } from './people.ts'

const PHONE = { width: 390, height: 844 }

/** Pixels by which the page is wider than the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** The menu is one line on a tablet. On a phone it is a button, for fingers and keys, and covers nothing until it is asked for. */
export async function expectMenuFits(page: Page, url: string): Promise<void> {
  await page.setViewportSize(TABLET)
  await page.goto(url)
  const links = page.getByRole('navigation', { name: 'Các trang' }).getByRole('link')
  const tops = await links.evaluateAll((all) => all.map((link) => link.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(1)
  const header = await page.getByRole('banner').boundingBox()
  expect(header?.height).toBeLessThan(60)
  expect(await overhang(page)).toBe(0)

  await page.setViewportSize(PHONE)
  const button = page.getByRole('button', { name: /^Các trang/ })
  expect(await links.first().isVisible()).toBe(false)
  expect(await overhang(page)).toBe(0)
  const box = await button.boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  expect(await button.getAttribute('aria-expanded')).toBe('false')
  await button.focus()
  await page.keyboard.press('Enter')
  await links.first().waitFor()
  expect(await button.getAttribute('aria-expanded')).toBe('true')
  await picture(page, '13-phone-menu')
  await page.keyboard.press('Escape')
  await links.first().waitFor({ state: 'hidden' })
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  await button.click()
  await links.filter({ hasText: 'Hộp thư' }).click()
  await page.waitForURL('**/mailbox')
  await links.first().waitFor({ state: 'hidden' })
  await page.setViewportSize(TABLET)
}
