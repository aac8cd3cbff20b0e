import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { TABLET } from './people.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A tablet held upright, and a phone. */
export const UPRIGHT = { width: 768, height: 1024 }
export const PHONE = { width: 390, height: 844 }
/** The side of what is pressed with a finger, in CSS pixels. */
const TARGET_PX = 44

/** What would stop somebody who listens to the screen, sees little or presses with a finger; empty when nothing does. */
export async function barriers(page: Page): Promise<string[]> {
  return [...await heardBarriers(page), ...await page.evaluate(touchedBarriers, TARGET_PX)]
}

async function heardBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run())
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`))
}

/** Runs in the page: what is too small to press, and a page wider than its screen. */
function touchedBarriers(targetPx: number): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide on ${clientWidth} px`] : []
  const pressed = document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=hidden]), select, textarea, summary')
  const small = [...pressed].flatMap((element) => {
    // A box is pressed on its label; what only a screen reader meets is not pressed at all.
    const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
    if (width <= 1 || height <= 1 || element.closest('.sr-only') !== null || getComputedStyle(element).visibility === 'hidden') return []
    return width < targetPx || height < targetPx ? [`${Math.round(width)} × ${Math.round(height)} px: ${element.outerHTML.slice(0, 200)}`] : []
  })
  return [...wide, ...small]
}

/** Opens every path at every size, in the language the person has, and says where something stands in the way. */
export async function barriersOnScreens(page: Page, urls: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const size of [PHONE, UPRIGHT, TABLET]) {
    await page.setViewportSize(size)
    for (const url of urls) {
      await page.goto(url)
      await page.locator('main').waitFor()
      found.push(...(await barriers(page)).map((barrier) => `${url} at ${size.width} px: ${barrier}`))
    }
  }
  return found
}
