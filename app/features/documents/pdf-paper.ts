import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { PageSize, Rotation } from '#server/annotations/page-space.ts'

/** An opened paper. Pages count from 1. */
export interface PdfPaper {
  pageCount: number
  page(number: number): Promise<PdfPage>
  close(): void
}

export interface PdfPage {
  /** From 1. */
  number: number
  sizePt: PageSize
  rotation: Rotation
  /** Draws at `scale` CSS pixels per point, `density` device pixels per CSS pixel; rejects when `signal` aborts. */
  draw(canvas: HTMLCanvasElement, scale: number, density: number, signal: AbortSignal): Promise<void>
}

/**
 * Opens a paper, by its address or its bytes, with pdf.js. The legacy build, because tablets in the hall are old; scripts
 * and eval inside papers are off, and nothing is fetched from elsewhere.
 */
export async function openPdf(source: string | Uint8Array): Promise<PdfPaper> {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ])
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default
  const options = {
    ...(typeof source === 'string' ? { url: source } : { data: source }),
    withCredentials: true,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    rangeChunkSize: 262_144,
    canvasMaxAreaInBytes: 64_000_000,
  }
  const task = pdfjs.getDocument(options)
  const document = await task.promise
  return { pageCount: document.numPages, page: (number) => openPage(document, number), close: () => void task.destroy() }
}

async function openPage(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number)
  const [left, bottom, right, top] = page.view as [number, number, number, number]
  return {
    number,
    sizePt: { widthPt: right - left, heightPt: top - bottom },
    rotation: (((page.rotate % 360) + 360) % 360) as Rotation,
    async draw(canvas, scale, density, signal) {
      const viewport = page.getViewport({ scale: scale * density })
      canvas.width = Math.round(viewport.width)
      canvas.height = Math.round(viewport.height)
      const canvasContext = canvas.getContext('2d')
      if (canvasContext === null) return
      const drawing = page.render({ canvas, canvasContext, viewport })
      signal.addEventListener('abort', () => drawing.cancel(), { once: true })
      await drawing.promise
    },
  }
}
