import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { demoRootPath, readOrNull } from '#server/signatures/pki-folder.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import { assertCount } from './assert-count.ts'
import type { Client } from './rehearsal-client.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { FoundServer } from './start-server.ts'

/** The leader's and the seal. */
const SIGNATURES = 2

/**
 * Downloads the issued notice and judges its signatures as a recipient would. The demo authority of a server that was
 * not started here may be unknown on this machine: then trust alone may stay open.
 */
export async function checkNotice(rehearsal: Rehearsal, reader: Client, server: FoundServer, versionId: string): Promise<string> {
  const pdf = await reader.downloadVersion(versionId)
  const file = path.join(rehearsal.options.outFolder, 'notice.pdf')
  await writeFile(file, pdf)
  const pem = await readOrNull(demoRootPath(server.dataDir))
  const anchorsDer = pem === null ? [] : [new X509Certificate(pem).raw]
  const { signatures } = validatePdf(pdf, { anchorsDer, at: new Date() })
  assertCount(rehearsal, signatures.length, SIGNATURES)
  for (const { field, verdict, code, detail } of signatures) {
    const isTrustOpen = !server.isOurs && verdict === 'INDETERMINATE' && code === 'UNTRUSTED_ANCHOR'
    if (verdict !== 'VALID' && !isTrustOpen) {
      throw new Error(rehearsal.say('rehearsal.signature_not_valid', { field, verdict, code: `${code} ${detail}`.trim() }))
    }
  }
  return file
}
