import { createHash } from 'node:crypto'
import { dayFromColumn } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'

/** What our own record says of a file somebody brings; only of documents that were issued. */
export type LedgerFinding =
  | { kind: 'unknown' }
  | {
    /**
     * `latest`: byte for byte what was issued last. `older`: an earlier version of it. `extended`: the issued file with
     * something added behind it. `altered`: it began as ours, and what was issued is no longer in it.
     */
    kind: 'latest' | 'older' | 'extended' | 'altered'
    notation: string
    issuedOn: string
    subject: string
    signers: RecordedSigner[]
  }

/** Whose signature stands in what was issued last: the field, and the certificate that filled it. */
export interface RecordedSigner {
  role: 'leader' | 'seal'
  name: string
  field: string
  certSerial: string
}

/** More revisions than that no document of ours has; a file made of endings must not cost a hash for each. */
const ENDS_MAX = 64
const END = Buffer.from('%%EOF')

/**
 * Looks a file up by what it is made of: every revision of a PDF ends with `%%EOF`, and our versions grow by appending,
 * so a version that was cut back or built upon is found by the hash of its beginning.
 */
export async function lookUpIssued(db: Tx, pdf: Uint8Array): Promise<LedgerFinding> {
  const hashes = hashesOfBeginnings(pdf)
  const whole = hashes.at(-1) ?? ''
  const known = await db.documentVersion.findFirst({
    where: { fileHash: { in: hashes }, document: { notice: { state: 'issued' } } },
    orderBy: { number: 'desc' },
    select: { document: { select: { id: true, notice: true, orgUnit: { select: { name: true } }, versions: { orderBy: { number: 'desc' }, select: { fileHash: true } } } } },
  })
  const notice = known?.document.notice
  if (known === null || notice?.notation == null || notice.issuedOn === null) return { kind: 'unknown' }
  const versions = known.document.versions.map(({ fileHash }) => fileHash)
  const [latest = ''] = versions
  const kind = whole === latest ? 'latest' : versions.includes(whole) ? 'older' : hashes.includes(latest) ? 'extended' : 'altered'
  return { kind, notation: notice.notation, issuedOn: dayFromColumn(notice.issuedOn), subject: notice.subject, signers: await recordedSigners(db, known.document) }
}

/** Signed in the last round: a return makes what was signed before it void, and so the latest of each field counts. */
async function recordedSigners(db: Tx, { id, orgUnit }: { id: string; orgUnit: { name: string } }): Promise<RecordedSigner[]> {
  const signed = await db.signatureRequest.findMany({
    where: { state: 'signed', version: { documentId: id } }, orderBy: { decidedAt: 'asc' },
    select: { kind: true, fieldName: true, certificate: true, signer: { select: { fullName: true } } },
  })
  const byField = new Map(signed.map(({ kind, fieldName, certificate, signer }): [string, RecordedSigner] => [fieldName, {
    role: kind === 'seal' ? 'seal' : 'leader', name: kind === 'seal' ? orgUnit.name : signer.fullName, field: fieldName, certSerial: serialIn(certificate),
  }]))
  return [...byField.values()]
}

function serialIn(certificate: unknown): string {
  return typeof certificate === 'object' && certificate !== null && 'serial' in certificate ? String(certificate.serial) : ''
}

/** SHA-256 of the file up to each of its endings, the whole file last. */
function hashesOfBeginnings(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const ends = new Set<number>()
  for (let at = bytes.indexOf(END); at !== -1 && ends.size < ENDS_MAX; at = bytes.indexOf(END, at + 1)) {
    const end = at + END.length
    ends.add(end)
    // Written with an end of line or without; which one, the hash tells.
    if (bytes[end] === 0x0d && bytes[end + 1] === 0x0a) ends.add(end + 2)
    else if (bytes[end] === 0x0a || bytes[end] === 0x0d) ends.add(end + 1)
  }
  ends.add(bytes.length)
  const hash = createHash('sha256')
  let from = 0
  return [...ends].sort((a, b) => a - b).map((end) => {
    hash.update(bytes.subarray(from, end))
    from = end
    return hash.copy().digest('hex')
  })
}
