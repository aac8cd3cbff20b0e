import { layOutPage, type PdfPiece } from './pdf-layout.ts'
import { UnreadableDocument } from './unreadable.ts'

const PAGES_MAX = 500

/**
 * The text layer of a PDF, line by line, cells of tables parted by tabs as far as their places tell.
 *
 * @throws UnreadableDocument broken, encrypted, no_text_layer
 */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  provideWithResolvers()
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  await provideWorker()
  // A copy, and not `slice`, which for a Buffer is none: the library takes the memory for itself.
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, disableFontFace: true, verbosity: 0 })
  const document = await task.promise.catch((thrown: unknown) => {
    throw new UnreadableDocument(thrown instanceof Error && thrown.name === 'PasswordException' ? 'encrypted' : 'broken')
  })
  try {
    const pages: string[] = []
    for (let number = 1; number <= Math.min(document.numPages, PAGES_MAX); number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(layOutPage(items.flatMap((item): PdfPiece[] => ('str' in item ? [pieceOf(item)] : []))))
    }
    const text = pages.join('\n\n')
    if (text.trim() === '') throw new UnreadableDocument('no_text_layer')
    return text
  } finally {
    await task.destroy()
  }
}

/** The library looks for its other half in a file beside its own, which a bundle has not; what it finds here it takes instead. */
async function provideWorker(): Promise<void> {
  const held = globalThis as { pdfjsWorker?: unknown }
  held.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
}

/** Node 20 lacks `Promise.withResolvers`, which the library calls; browsers and Node 22 have it. */
function provideWithResolvers(): void {
  if ('withResolvers' in Promise) return
  Object.defineProperty(Promise, 'withResolvers', {
    configurable: true,
    writable: true,
    value: () => {
      let resolve: (value: unknown) => void = () => undefined
      let reject: (reason: unknown) => void = () => undefined
      const promise = new Promise<unknown>((onValue, onReason) => {
        resolve = onValue
        reject = onReason
      })
      return { promise, resolve, reject }
    },
  })
}

interface TextItem {
  str: string
  transform: number[]
  width: number
  height: number
}

function pieceOf({ str, transform, width, height }: TextItem): PdfPiece {
  const [, , , scale = 0, x = 0, y = 0] = transform
  return { text: str, xPt: x, yPt: y, widthPt: width, sizePt: height > 0 ? height : Math.abs(scale) }
}
