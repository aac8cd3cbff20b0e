import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readSettings } from '#server/kernel/settings.ts'
import { demoRootPath, readOrNull } from '#server/signatures/pki-folder.ts'
import { validatePdf, type ValidationReport } from '#signing/validation/validate.ts'
import { describeReport } from './describe-report.ts'

const USAGE = 'verify FILE.pdf [--trust CA.pem …] [--crl FILE …] [--json]'

/** All signatures valid; any invalid; any left open, a file without signatures included; input that cannot be read. */
const EXIT = { VALID: 0, INVALID: 1, INDETERMINATE: 2, unreadable: 3 } as const

interface Question { file: string; trust: string[]; crl: string[]; isJson: boolean }

/**
 * Judges the signatures of a PDF. Without `--trust` the authorities of the data folder are trusted, if there is one,
 * and otherwise nobody. Needs no database and no network.
 */
export async function verify(args: string[], { now = new Date(), env = process.env, print = console.log }: {
  now?: Date; env?: Readonly<Record<string, string | undefined>>; print?: (text: string) => void
} = {}): Promise<number> {
  const question = questionOf(args)
  if (question === null) {
    print(USAGE)
    return EXIT.unreadable
  }
  const judged = await judge(question, now, env).catch((thrown: unknown) => thrown instanceof Error ? thrown : new Error(String(thrown)))
  if (judged instanceof Error) {
    print(question.isJson ? JSON.stringify({ file: question.file, error: judged.message }) : judged.message)
    return EXIT.unreadable
  }
  print(question.isJson ? JSON.stringify({ file: question.file, ...judged }, null, 2) : describeReport(question.file, judged))
  return judged.isReadable ? EXIT[judged.verdict] : EXIT.unreadable
}

function questionOf(args: string[]): Question | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        trust: { type: 'string', multiple: true, default: [] },
        crl: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) return null
    return { file, trust: values.trust, crl: values.crl, isJson: values.json }
  } catch {
    return null
  }
}

async function judge({ file, trust, crl }: Question, at: Date, env: Readonly<Record<string, string | undefined>>): Promise<ValidationReport> {
  const pdf = await readFile(file)
  const anchors = await Promise.all(trust.map(async (place) => certificatesIn(await readFile(place), place)))
  const crlsDer = await Promise.all(crl.map(async (place) => derOf(await readFile(place), 'X509 CRL')))
  const anchorsDer = trust.length === 0 ? await anchorsOf(readSettings(env).dataDir) : anchors.flat()
  return validatePdf(pdf, { anchorsDer, crlsDer: crlsDer.flat(), at })
}

async function anchorsOf(dataDir: string): Promise<Uint8Array[]> {
  const pem = await readOrNull(demoRootPath(dataDir))
  return pem === null ? [] : certificatesIn(Buffer.from(pem), demoRootPath(dataDir))
}

function certificatesIn(bytes: Buffer, place: string): Uint8Array[] {
  try {
    return derOf(bytes, 'CERTIFICATE').map((der) => new X509Certificate(der).raw)
  } catch {
    throw new Error(`${place}: not a certificate`)
  }
}

/** Every block of that name in a PEM file, or the whole file when it is DER. */
function derOf(bytes: Buffer, label: string): Buffer[] {
  const text = bytes.toString('latin1')
  if (!text.includes('-----BEGIN ')) return [bytes]
  const blocks = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'))]
  return blocks.map(([, base64 = '']) => Buffer.from(base64, 'base64'))
}
