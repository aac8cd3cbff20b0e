import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readSettings } from '#server/kernel/settings.ts'
import { demoRootPath, readOrNull } from '#server/signatures/pki-folder.ts'
import { validatePdf, type ValidationReport } from '#signing/validation/validate.ts'
import { describeReport } from './describe-report.ts'
import { certificatesIn, crlsIn } from './read-pem.ts'
import { reasonLine } from './sign-reasons.ts'

const USAGE = `nghisu verify FILE.pdf [--trust CA.pem …] [--crl FILE …] [--json]

  --trust CA.pem   an authority to rely on, may be repeated; left out: those of the data folder
  --crl FILE       a list of revoked certificates, PEM or DER, may be repeated
  --json           the whole report for another program

Exit code: 0 all signatures valid, 1 any invalid, 2 any open or none there, 3 input that cannot be read`

/** All signatures valid; any invalid; any left open, a file without signatures included; input that cannot be read. */
const EXIT = { VALID: 0, INVALID: 1, INDETERMINATE: 2, unreadable: 3 } as const

interface Question { file: string; trust: string[]; crl: string[]; isJson: boolean }

/**
 * Judges the signatures of a PDF. Without `--trust` the authorities of the data folder are trusted, if there is one,
 * and otherwise nobody. Needs no database and no network.
 */
export async function verify(args: string[], { now = new Date(), env = process.env, print = console.log, complain = console.error }: {
  now?: Date; env?: Readonly<Record<string, string | undefined>>; print?: (text: string) => void; complain?: (text: string) => void
} = {}): Promise<number> {
  const question = questionOf(args)
  if (question === 'help') {
    print(USAGE)
    return 0
  }
  if ('problem' in question) {
    complain(`nghisu verify: ${question.problem}; nghisu verify --help`)
    return EXIT.unreadable
  }
  const judged = await judge(question, now, env).catch((thrown: unknown) => reasonLine(thrown))
  if (typeof judged === 'string') {
    if (question.isJson) print(JSON.stringify({ file: question.file, sha256: null, verdict: 'INDETERMINATE', code: 'UNREADABLE', reason: judged, signatures: [] }, null, 2))
    else complain(`nghisu verify: ${judged}`)
    return EXIT.unreadable
  }
  print(question.isJson ? JSON.stringify({ file: question.file, ...judged }, null, 2) : describeReport(question.file, judged))
  return judged.isReadable ? EXIT[judged.verdict] : EXIT.unreadable
}

function questionOf(args: string[]): Question | 'help' | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        trust: { type: 'string', multiple: true, default: [] },
        crl: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const [file] = positionals
    if (file === undefined || positionals.length > 1) return { problem: 'mỗi lần một tệp / one file at a time' }
    return { file, trust: values.trust, crl: values.crl, isJson: values.json }
  } catch (thrown) {
    return { problem: reasonLine(thrown) }
  }
}

async function judge({ file, trust, crl }: Question, at: Date, env: Readonly<Record<string, string | undefined>>): Promise<ValidationReport> {
  const pdf = await readFile(file)
  const anchors = await Promise.all(trust.map(async (place) => certificatesIn(await readFile(place), place)))
  const crlsDer = await Promise.all(crl.map(async (place) => crlsIn(await readFile(place), place)))
  const anchorsDer = trust.length === 0 ? await anchorsOf(readSettings(env).dataDir) : anchors.flat()
  return validatePdf(pdf, { anchorsDer, crlsDer: crlsDer.flat(), at })
}

async function anchorsOf(dataDir: string): Promise<Uint8Array[]> {
  const pem = await readOrNull(demoRootPath(dataDir))
  return pem === null ? [] : certificatesIn(Buffer.from(pem), demoRootPath(dataDir))
}
