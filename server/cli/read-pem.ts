import { X509Certificate } from 'node:crypto'
import { readCrl } from '#signing/revocation/read-crl.ts'

/** The certificates of a PEM file, or the one of a DER file. Refuses anything else by its name. */
export function certificatesIn(bytes: Buffer, place: string): Uint8Array[] {
  return readAll(bytes, 'CERTIFICATE', (der) => new X509Certificate(der).raw, `${place}: không phải chứng thư / not a certificate`)
}

/** The same for lists of revocations. */
export function crlsIn(bytes: Buffer, place: string): Uint8Array[] {
  return readAll(bytes, 'X509 CRL', (der) => { readCrl(der); return der }, `${place}: không phải danh sách thu hồi / not a revocation list`)
}

/** Every block of that name in a PEM file, or the whole file when it is DER. */
function readAll(bytes: Buffer, label: string, read: (der: Buffer) => Uint8Array, complaint: string): Uint8Array[] {
  const text = bytes.toString('latin1')
  const pattern = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g')
  const ders = text.includes('-----BEGIN ') ? [...text.matchAll(pattern)].map(([, base64 = '']) => Buffer.from(base64, 'base64')) : [bytes]
  try {
    const found = ders.map(read)
    if (found.length > 0) return found
  } catch {
    // Said below, by the name of the file.
  }
  throw new Error(complaint)
}
