import { parseArgs } from 'node:util'
import type { NewFieldPlace } from '#signing/pades/signature-increment.ts'

export const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type Level = (typeof LEVELS)[number]

export interface SignOptions {
  inFile: string
  outFile: string
  pkcs12File: string
  password: string
  level: Level
  timestampUrl: string | null
  /** Authorities to rely on while evidence is collected; empty: the roots that came along. */
  trustFiles: string[]
  /** Lists of revocations for certificates that name nobody to ask. */
  crlFiles: string[]
  fieldName: string | null
  imageFile: string | null
  place: NewFieldPlace | null
  reason: string | null
  signerName: string | null
}

export const USAGE = `nghisu sign --in A.pdf --out B.pdf --p12 K.p12 --password-env VAR [options]

  --level B-B|B-T|B-LT|B-LTA   default B-B; the others need --tsa
  --tsa URL                    timestamp authority (RFC 3161)
  --trust CA.pem               root for collecting evidence, may be repeated; left out: the roots in K.p12 and in the timestamp
  --crl FILE                   list of revoked certificates, asked before the network, may be repeated
  --field NAME                 fills this empty field; left out: the first empty one, or a new one
  --image PNG                  picture of the signature; its transparency is kept
  --page N --rect x,y,w,h      makes a new visible field: page from 1, points from the page's bottom left
  --reason TEXT --name TEXT    said in the signature; the name is the certificate's unless given`

/** The options, or what is wrong with the command line. The password comes by the environment alone. */
export function readSignOptions(args: string[], env: NodeJS.ProcessEnv): SignOptions | 'help' | { problem: string } {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: {
        in: text, out: text, p12: text, 'password-env': text, level: { type: 'string', default: 'B-B' }, tsa: text,
        trust: { type: 'string', multiple: true, default: [] }, crl: { type: 'string', multiple: true, default: [] }, field: text, image: text, page: text, rect: text, reason: text, name: text,
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const { in: inFile, out: outFile, p12, 'password-env': variable, tsa = null, image = null, field = null } = values
    if (inFile === undefined || outFile === undefined || p12 === undefined || variable === undefined) {
      const missing = Object.entries({ '--in': inFile, '--out': outFile, '--p12': p12, '--password-env': variable }).filter(([, value]) => value === undefined)
      return { problem: `thiếu / missing ${missing.map(([name]) => name).join(', ')}` }
    }
    const password = env[variable]
    if (password === undefined) return { problem: `--password-env: biến môi trường ${variable} chưa đặt / the variable is not set` }
    const level = LEVELS.find((known) => known === values.level)
    if (level === undefined) return { problem: `--level: ${LEVELS.join(', ')}` }
    if (level !== 'B-B' && tsa === null) return { problem: `--level ${level} cần / needs --tsa URL` }
    if (tsa !== null && !(/^https?:\/\//.test(tsa) && URL.canParse(tsa))) return { problem: '--tsa: http://… hoặc / or https://…' }
    const place = placeOf(values.page, values.rect)
    if (place === undefined) return { problem: '--page N (từ 1 / from 1) --rect x,y,w,h (pt)' }
    return {
      inFile, outFile, pkcs12File: p12, password, level, timestampUrl: tsa, trustFiles: values.trust, crlFiles: values.crl, fieldName: field, imageFile: image, place,
      reason: values.reason ?? null, signerName: values.name ?? null,
    }
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

/** Null: nothing was asked for; undefined: not understood. */
function placeOf(page: string | undefined, rect: string | undefined): NewFieldPlace | null | undefined {
  if (page === undefined && rect === undefined) return null
  const pageNumber = Number(page ?? '1')
  const numbers = (rect ?? '').split(',').map((part) => part.trim() === '' ? Number.NaN : Number(part))
  const [xPt, yPt, widthPt, heightPt] = numbers
  if (!Number.isInteger(pageNumber) || pageNumber < 1 || numbers.length !== 4 || !numbers.every(Number.isFinite)) return undefined
  return { pageIndex: pageNumber - 1, rect: { xPt: xPt ?? 0, yPt: yPt ?? 0, widthPt: widthPt ?? 0, heightPt: heightPt ?? 0 } }
}
