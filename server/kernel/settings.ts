import { statSync } from 'node:fs'
import path from 'node:path'

/** Everything the environment decides, parsed once. The table in README is `SETTINGS`. */
export interface Settings {
  port: number
  host: string
  dataDir: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Address people use; goes into mails and events. */
  publicUrl: string
  /** Null: mails are kept and shown in the mailbox page. */
  smtpUrl: string | null
  mailFrom: string
  /** RFC 3161; null: signatures stay at B-B. */
  timestampUrl: string | null
  /** Origins that may be asked for the status of certificates (OCSP, CRL). */
  statusOrigins: readonly string[]
  /** IANA zone in which days and deadlines are counted. */
  timeZone: string
  uploadBytesMax: number
  /** Organisation code in the `source` of events, `urn:vn:org:<code>:nghi-su`. */
  orgCode: string
  /** False in production with a real directory: no demo province, no demo certificates. */
  hasDemo: boolean
  isSecureCookie: boolean
  logLevel: string
}

interface Setting {
  name: string
  fallback: string
  meaning: { vi: string; en: string }
}

export const SETTINGS: readonly Setting[] = [
  { name: 'PORT', fallback: '3000', meaning: { vi: 'Cổng phục vụ', en: 'Port to listen on' } },
  { name: 'HOST', fallback: '0.0.0.0', meaning: { vi: 'Địa chỉ lắng nghe', en: 'Address to listen on' } },
  { name: 'DATA_DIR', fallback: '.data', meaning: { vi: 'Nơi lưu dữ liệu', en: 'Where data lives' } },
  { name: 'DATABASE_URL', fallback: '', meaning: { vi: 'PostgreSQL bên ngoài; để trống thì dùng bản nhúng', en: 'Outside PostgreSQL; empty means the embedded one' } },
  { name: 'PUBLIC_URL', fallback: '', meaning: { vi: 'Địa chỉ người dùng truy cập; mặc định http://localhost:PORT', en: 'Address people use; default http://localhost:PORT' } },
  { name: 'SMTP_URL', fallback: '', meaning: { vi: 'Máy chủ thư, smtp://…; để trống thì thư nằm ở trang Hộp thư', en: 'Mail server, smtp://…; empty keeps mails in the mailbox page' } },
  { name: 'MAIL_FROM', fallback: 'Nghị Sự <nghisu@localhost>', meaning: { vi: 'Người gửi thư', en: 'Sender of mails' } },
  { name: 'TIMESTAMP_URL', fallback: '', meaning: { vi: 'Dịch vụ cấp dấu thời gian (RFC 3161); để trống thì chữ ký giữ mức B-B', en: 'Timestamp authority (RFC 3161); empty leaves signatures at B-B' } },
  { name: 'STATUS_ORIGINS', fallback: '', meaning: { vi: 'Nơi được hỏi trạng thái chứng thư (OCSP, CRL), http://máy[:cổng], cách nhau bằng dấu phẩy', en: 'Where the status of certificates may be asked (OCSP, CRL), http://host[:port], parted by commas' } },
  { name: 'TIME_ZONE', fallback: 'Asia/Ho_Chi_Minh', meaning: { vi: 'Múi giờ', en: 'Time zone' } },
  { name: 'UPLOAD_MB_MAX', fallback: '200', meaning: { vi: 'Dung lượng tệp tải lên tối đa (MB)', en: 'Largest upload in MB' } },
  { name: 'ORG_CODE', fallback: 'H99', meaning: { vi: 'Mã định danh cơ quan trong sự kiện', en: 'Organisation code in events' } },
  { name: 'DEMO', fallback: 'on', meaning: { vi: 'off: không tạo tỉnh mẫu và chứng thư thử', en: 'off: no demo province and no demo certificates' } },
  { name: 'SECURE_COOKIE', fallback: 'off', meaning: { vi: 'on khi chạy sau HTTPS', en: 'on behind HTTPS' } },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: { vi: 'Mức nhật ký', en: 'Log level' } },
]

const SWITCH = ['on', 'off']
/** pino's. */
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** @throws Error naming the variable when a value cannot be used. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const valueOf = (name: string) => env[name]?.trim() || SETTINGS.find((setting) => setting.name === name)?.fallback || ''
  const numberOf = (name: string, min: number, max: number) => {
    const value = Number(valueOf(name))
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new Error(`${name}: ${min}–${max} (${valueOf(name)})`)
    }
    return value
  }
  /** Null when not set. A password in it is not repeated in the sentence. */
  const urlOf = (name: string, ...schemes: readonly string[]) => {
    const value = valueOf(name)
    if (value === '') return null
    const isUsable = URL.canParse(value) && schemes.includes(new URL(value).protocol) && value.includes('://')
    if (!isUsable) throw new Error(`${name}: ${schemes.map((scheme) => `${scheme}//…`).join(', ')}`)
    return value
  }
  const originsOf = (name: string) => valueOf(name).split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const isOrigin = URL.canParse(part) && /^https?:$/.test(new URL(part).protocol) && new URL(part).origin === part.replace(/\/$/, '')
    if (!isOrigin) throw new Error(`${name}: http://host[:port], … (${part})`)
    return new URL(part).origin
  })
  /** It may be missing yet: then it is made. */
  const folderOf = (name: string) => {
    const folder = path.resolve(valueOf(name))
    const inTheWay = fileOn(folder)
    if (inTheWay !== null) throw new Error(`${name}: a folder is wanted, and this is a file (${inTheWay})`)
    return folder
  }
  const oneOf = (name: string, values: readonly string[]) => {
    const value = valueOf(name)
    if (!values.includes(value)) throw new Error(`${name}: ${values.join(', ')} (${value})`)
    return value
  }
  const port = numberOf('PORT', 0, 65_535)
  return {
    port,
    host: valueOf('HOST'),
    dataDir: folderOf('DATA_DIR'),
    databaseUrl: urlOf('DATABASE_URL', 'postgresql:', 'postgres:'),
    publicUrl: urlOf('PUBLIC_URL', 'http:', 'https:')?.replace(/\/+$/, '') ?? `http://localhost:${port}`,
    smtpUrl: urlOf('SMTP_URL', 'smtp:', 'smtps:'),
    mailFrom: valueOf('MAIL_FROM'),
    timestampUrl: urlOf('TIMESTAMP_URL', 'http:', 'https:'),
    statusOrigins: originsOf('STATUS_ORIGINS'),
    timeZone: zoneOf(valueOf('TIME_ZONE')),
    uploadBytesMax: numberOf('UPLOAD_MB_MAX', 1, 2048) * 1_000_000,
    orgCode: valueOf('ORG_CODE'),
    hasDemo: oneOf('DEMO', SWITCH) === 'on',
    isSecureCookie: oneOf('SECURE_COOKIE', SWITCH) === 'on',
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS),
  }
}

/** The file that stands where a folder, or one above it, is wanted; null when none does. */
function fileOn(folder: string): string | null {
  const above = path.dirname(folder)
  // From the top down: nothing can be asked about what would lie in a file.
  const file = above === folder ? null : fileOn(above)
  if (file !== null) return file
  return statSync(folder, { throwIfNoEntry: false })?.isFile() === true ? folder : null
}

function zoneOf(name: string): string {
  try {
    // Only asked whether it exists: the engine would answer with another name of the same zone.
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    throw new Error(`TIME_ZONE: ${name}`)
  }
}
