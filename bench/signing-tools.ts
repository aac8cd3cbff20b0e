import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { openPkcs12 } from '#signing/cms/open-pkcs12.ts'
import { raiseToBLT, raiseToBLTA, raiseToBT } from '#signing/pades/raise-level.ts'
import { signDocument, type SigningRequest } from '#signing/pades/sign-document.ts'
import { PdfFile } from '#signing/pdf/pdf-file.ts'
import { keySigner } from '#signing/signers/key-signer.ts'
import { timestampAuthority } from '#signing/timestamp/request-timestamp.ts'
import { makeInkPng } from './ink-png.ts'

/** Peers are many packages that only a bench needs: they have a folder of their own. */
export const PEERS_FOLDER = path.join(import.meta.dirname, 'peers')

export const TOOLS = ['ours', '@libpdf/core', '@signpdf/signpdf', '@cantoo/pdf-lib'] as const
export type ToolName = (typeof TOOLS)[number]
export type Task = 'invisible' | 'visible' | 'eight_then_archive'

export interface ToolInput { paperFile: string; pkcs12: Uint8Array; password: string; timestampUrl: string; rootDer: Uint8Array }

/** One run of a task: from the file's bytes in memory to the signed bytes in memory. The key is open already. */
export type Run = (pdf: Uint8Array) => Promise<Uint8Array>

/** Font and picture, as a leader's signature has them. */
export const VISIBLE = {
  rect: { xPt: 320, yPt: 60, widthPt: 180, heightPt: 100 },
  appearance: { lines: ['Người ký: Trần Thị Kiểm', 'Thời gian ký: 2026-11-20T08:30:00+07:00'], image: { png: makeInkPng() } },
}

/** What a tool can do; a task that is missing it cannot. Keys and fonts are opened before the first run counts. */
export async function openTool(name: ToolName, input: ToolInput): Promise<Partial<Record<Task, Run>>> {
  switch (name) {
    case 'ours': return ours(input)
    case '@libpdf/core': return libpdf(input)
    case '@signpdf/signpdf': return signpdf(input)
    case '@cantoo/pdf-lib': return cantoo(input)
  }
}

function ours({ pkcs12, password, timestampUrl, rootDer }: ToolInput): Partial<Record<Task, Run>> {
  const signer = keySigner(openPkcs12(pkcs12, password))
  const network = { fetch: globalThis.fetch, allowedOrigins: [new URL(timestampUrl).origin], timeoutMs: 60_000 }
  const timestamps = timestampAuthority({ url: timestampUrl, network })
  const request = (number: number): SigningRequest => ({
    fieldName: `ChuKy${number}`, newField: { pageIndex: 0, rect: null }, signedAt: new Date(), signerName: 'Tran Thi Kiem',
  })
  return {
    invisible: (pdf) => signDocument(pdf, signer, request(1)),
    visible: (pdf) => signDocument(pdf, signer, {
      ...request(1),
      newField: { pageIndex: 0, rect: VISIBLE.rect }, appearance: VISIBLE.appearance,
    }),
    async eight_then_archive(pdf) {
      const file = PdfFile.of(pdf)
      for (let number = 1; number <= 8; number++) await signDocument(file, signer, request(number))
      await raiseToBT(file, timestamps)
      await raiseToBLT(file, { anchorsDer: [rootDer], network, now: () => new Date() })
      return raiseToBLTA(file, timestamps)
    },
  }
}

interface LibPdf {
  PDF: { load(bytes: Uint8Array): Promise<{ sign(options: object): Promise<{ bytes: Uint8Array }> }> }
  P12Signer: { create(pkcs12: Uint8Array, password: string): Promise<object> }
  HttpTimestampAuthority: new (url: string) => object
}

async function libpdf({ pkcs12, password, timestampUrl }: ToolInput): Promise<Partial<Record<Task, Run>>> {
  const { PDF, P12Signer, HttpTimestampAuthority } = await importPeer<LibPdf>('@libpdf/core')
  const signer = await P12Signer.create(pkcs12, password)
  const timestampAuthority = new HttpTimestampAuthority(timestampUrl)
  return {
    invisible: async (pdf) => (await (await PDF.load(pdf)).sign({ signer })).bytes,
    async eight_then_archive(pdf) {
      const document = await PDF.load(pdf)
      let bytes = pdf
      for (let number = 1; number <= 8; number++) {
        const last = number === 8 ? { level: 'B-LTA', timestampAuthority } : {}
        bytes = (await document.sign({ signer, fieldName: `ChuKy${number}`, ...last })).bytes
      }
      return bytes
    },
  }
}

interface SignPdf { default: { default?: SignPdf['default']; sign(pdf: Uint8Array, signer: object): Promise<Uint8Array> } }
interface P12 { P12Signer: new (pkcs12: Buffer, options: { passphrase: string }) => object }
interface Plain { plainAddPlaceholder(options: object): Buffer }

async function signpdf({ pkcs12, password }: ToolInput): Promise<Partial<Record<Task, Run>>> {
  const signer = await openSignPdf(pkcs12, password)
  const { plainAddPlaceholder } = await importPeer<Plain>('@signpdf/placeholder-plain')
  return {
    invisible: (pdf) => signer(plainAddPlaceholder({
      pdfBuffer: Buffer.from(pdf), reason: 'bench', contactInfo: '', name: 'Tran Thi Kiem', location: '', signatureLength: 8192,
    })),
  }
}

async function openSignPdf(pkcs12: Uint8Array, password: string): Promise<(pdf: Uint8Array) => Promise<Uint8Array>> {
  const module = await importPeer<SignPdf>('@signpdf/signpdf')
  const { P12Signer } = await importPeer<P12>('@signpdf/signer-p12')
  const library = module.default.default ?? module.default
  // It opens its file for every signature and has no other way.
  return (pdf) => library.sign(pdf, new P12Signer(Buffer.from(pkcs12), { passphrase: password }))
}

interface CantooContext { obj(value: unknown): object; register(value: object): object }
interface CantooDocument {
  context: CantooContext
  catalog: { set(key: object, value: object): void }
  getPage(index: number): { ref: object; node: { set(key: object, value: object): void } }
  commit(options: object): Promise<Uint8Array>
}
interface Cantoo {
  PDFDocument: { load(bytes: Uint8Array, options: object): Promise<CantooDocument> }
  PDFName: { of(name: string): object }
  PDFHexString: { of(hex: string): object }
  PDFString: { of(text: string): object }
}

/** It has no signatures of its own: the placeholder by its objects, the signature by @signpdf. */
async function cantoo({ pkcs12, password }: ToolInput): Promise<Partial<Record<Task, Run>>> {
  const { PDFDocument, PDFName, PDFHexString, PDFString } = await importPeer<Cantoo>('@cantoo/pdf-lib')
  const sign = await openSignPdf(pkcs12, password)
  return {
    async invisible(pdf) {
      const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true })
      const { context } = document
      const star = PDFName.of('**********')
      const signature = context.register(context.obj({
        Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'adbe.pkcs7.detached', ByteRange: [0, star, star, star],
        Contents: PDFHexString.of('0'.repeat(16_384)), M: PDFString.of('D:20261120083000+07\'00\''),
      }))
      const page = document.getPage(0)
      const widget = context.register(context.obj({
        Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of('ChuKy1'), F: 132, Rect: [0, 0, 0, 0], V: signature, P: page.ref,
      }))
      page.node.set(PDFName.of('Annots'), context.obj([widget]))
      document.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widget] }))
      return sign(Buffer.from(await document.commit({ useObjectStreams: false })))
    },
  }
}

/** From the packages of `bench/peers`, or of the folder that BENCH_PEERS names. */
async function importPeer<T>(name: string): Promise<T> {
  const folder = process.env['BENCH_PEERS'] ?? PEERS_FOLDER
  const home = path.join(folder, 'node_modules', name)
  const manifest: { main?: string } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  const main = path.join(home, manifest.main ?? 'index.js')
  return main.endsWith('.mjs') ? await import(pathToFileURL(main).href) : createRequire(main)(main)
}
