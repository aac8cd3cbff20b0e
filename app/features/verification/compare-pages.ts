import { openPdf, type PdfPaper } from '../documents/pdf-paper.ts'

/** Pictures of one page, as data URLs. */
export interface PagePair {
  page: number
  /** Null: the page did not exist. */
  then: string | null
  now: string
}

const WIDTH_PX = 700
/** Of 255: two drawings of the same page by the same program do not differ at all. */
const SAME_WITHIN = 8

/**
 * Draws every page of a file as it was when `signedBytes` of it were signed and as it is now, and keeps those that
 * look different. Nothing leaves the browser.
 *
 * @throws Error when the file cannot be drawn
 */
export async function differingPages(file: Blob, signedBytes: number, { onPage, signal }: { onPage: (page: number, pageCount: number) => void; signal: AbortSignal }): Promise<PagePair[]> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  // pdf.js takes the bytes it is given for itself.
  const papers = await Promise.all([openPdf(bytes.slice(0, signedBytes)), openPdf(bytes.slice())])
  const [then, now] = papers
  try {
    const pairs: PagePair[] = []
    for (let page = 1; page <= now.pageCount; page++) {
      signal.throwIfAborted()
      onPage(page, now.pageCount)
      const [before, after] = [page <= then.pageCount ? await drawn(then, page, signal) : null, await drawn(now, page, signal)]
      if (before === null || looksDifferent(before, after)) pairs.push({ page, then: before?.toDataURL() ?? null, now: after.toDataURL() })
    }
    return pairs
  } finally {
    for (const paper of papers) paper.close()
  }
}

async function drawn(paper: PdfPaper, number: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const page = await paper.page(number)
  const canvas = document.createElement('canvas')
  await page.draw(canvas, WIDTH_PX / page.sizePt.widthPt, 1, signal)
  return canvas
}

function looksDifferent(a: HTMLCanvasElement, b: HTMLCanvasElement): boolean {
  if (a.width !== b.width || a.height !== b.height) return true
  const [before, after] = [pixelsOf(a), pixelsOf(b)]
  for (let at = 0; at < before.length; at++) if (Math.abs((before[at] ?? 0) - (after[at] ?? 0)) > SAME_WITHIN) return true
  return false
}

function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser cannot draw')
  return context.getImageData(0, 0, canvas.width, canvas.height).data
}
