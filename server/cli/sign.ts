import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { signatureLines } from '#signing/appearance/signature-lines.ts'
import { readCertificate } from '#signing/cms/certificate.ts'
import type { EvidenceSettings } from '#signing/evidence/collect-evidence.ts'
import type { NetworkRules } from '#signing/evidence/fetch-allowed.ts'
import { raiseToBLT, raiseToBLTA, raiseToBT } from '#signing/pades/raise-level.ts'
import { readSignatures } from '#signing/pades/read-signatures.ts'
import { signDocument, type SigningRequest } from '#signing/pades/sign-document.ts'
import { PdfDocument } from '#signing/pdf/document.ts'
import { PdfFile } from '#signing/pdf/pdf-file.ts'
import { readSignatureFields } from '#signing/pdf/signature-fields.ts'
import { openPkcs12Signer } from '#signing/signers/pkcs12-signer.ts'
import type { SignerIdentity } from '#signing/signers/signer.ts'
import { readTimestamp } from '#signing/timestamp/read-timestamp.ts'
import { timestampAuthority, type TimestampAuthority } from '#signing/timestamp/request-timestamp.ts'
import { certificatesIn, crlsIn } from './read-pem.ts'
import { reasonLine } from './sign-reasons.ts'
import { LEVELS, USAGE, readSignOptions, type SignOptions } from './sign-options.ts'

/** The government's timestamp authority was seen to take more than two minutes. */
const NETWORK_MS = 180_000

/** Signs one file. Exit code 2 for wrong options; 1, with one line that says why, when it cannot be signed. */
export async function sign(args: string[]): Promise<number> {
  const options = readSignOptions(args, process.env)
  if (options === 'help') {
    console.log(USAGE)
    return 0
  }
  if ('problem' in options) {
    console.error(`nghisu sign: ${options.problem}; nghisu sign --help`)
    return 2
  }
  try {
    console.log(await signFile(options))
    return 0
  } catch (thrown) {
    console.error(`nghisu sign: ${reasonLine(thrown)}`)
    return 1
  }
}

async function signFile(options: SignOptions): Promise<string> {
  if (path.resolve(options.inFile) === path.resolve(options.outFile)) throw new Error('--out là --in: không ghi đè tệp được ký / --out is --in: a file is never overwritten by its signature')
  const [file, pkcs12] = await Promise.all([PdfFile.read(options.inFile), readFile(options.pkcs12File)])
  const signer = await openPkcs12Signer({ pkcs12, password: options.password })
  try {
    const identity = await signer.identity()
    const timestamps = options.timestampUrl === null ? null : authorityAt(options.timestampUrl)
    const wanted = LEVELS.indexOf(options.level)
    await signDocument(file, signer, await requestOf(file, identity, options), wanted > 0 && timestamps !== null ? timestamps : undefined)
    // Those who signed before may have left their time unproven.
    if (wanted > 1 && timestamps !== null) await raiseToBT(file, timestamps)
    if (wanted > 1) await raiseToBLT(file, await evidenceFor(file, identity, options))
    if (wanted > 2 && timestamps !== null) await raiseToBLTA(file, timestamps)
    await writeWhole(options.outFile, file.bytes)
    return `${options.outFile}: ${options.level}, ${readCertificate(identity.certificateDer).subject.commonName}, ${file.sizeBytes} bytes`
  } finally {
    signer.close()
  }
}

async function requestOf(file: PdfFile, { certificateDer }: SignerIdentity, options: SignOptions): Promise<SigningRequest> {
  const { subject } = readCertificate(certificateDer)
  const signedAt = new Date()
  const signerName = options.signerName ?? subject.commonName
  const { organisation } = subject
  const { name, isThere } = chooseField(file, options)
  const isVisible = options.imageFile !== null || options.place !== null
  const lines = signatureLines({ signerName, ...(organisation === '' ? {} : { organisation }), signedAt })
  return {
    fieldName: name, signedAt, signerName,
    ...(isThere ? {} : { newField: options.place ?? { pageIndex: 0, rect: null } }),
    ...(options.reason === null ? {} : { reason: options.reason }),
    ...(isVisible ? { appearance: { lines, ...(options.imageFile === null ? {} : { image: { png: await readFile(options.imageFile) } }) } } : {}),
  }
}

/** The field that was named, a new one where a place was given, else the first that waits for somebody, else a new one. */
function chooseField(file: PdfFile, { fieldName, place }: SignOptions): { name: string; isThere: boolean } {
  const fields = readSignatureFields(PdfDocument.open(file.bytes))
  if (fieldName !== null) return { name: fieldName, isThere: place === null || fields.some(({ name }) => name === fieldName) }
  const empty = place === null ? fields.find(({ valueRef, value }) => valueRef === null && value === null) : undefined
  if (empty !== undefined) return { name: empty.name, isThere: true }
  for (let number = 1; ; number++) {
    const name = `ChuKy${number}`
    if (!fields.some((field) => field.name === name)) return { name, isThere: false }
  }
}

function authorityAt(url: string): TimestampAuthority {
  return timestampAuthority({ url, network: networkOf([new URL(url).origin]) })
}

function networkOf(allowedOrigins: string[]): NetworkRules {
  return { fetch: globalThis.fetch, allowedOrigins, timeoutMs: NETWORK_MS }
}

/** Whoever runs this vouches for the addresses in the certificates of the key and of the timestamp that were chosen. */
async function evidenceFor(file: PdfFile, { certificateDer, chainDer }: SignerIdentity, { trustFiles, crlFiles }: SignOptions): Promise<EvidenceSettings> {
  const standing = readSignatures(PdfDocument.open(file.bytes))
  const fromTokens = standing.flatMap(({ signed }) => [...signed.certificates, ...signed.timestamps.flatMap((token) => readTimestamp(token).signed.certificates)])
  const certificates = [certificateDer, ...chainDer, ...fromTokens].map(readCertificate)
  const roots = certificates.filter(({ issuerDer, subjectDer, isAuthority }) => isAuthority && Buffer.from(issuerDer).equals(subjectDer))
  const trusted = (await Promise.all(trustFiles.map(async (name) => certificatesIn(await readFile(name), name)))).flat()
  const urls = certificates.flatMap(({ extensions }) => [...extensions.ocspUrls, ...extensions.crlUrls])
  return {
    anchorsDer: trusted.length > 0 ? trusted : roots.map(({ der }) => der),
    network: networkOf([...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))]),
    crls: (await Promise.all(crlFiles.map(async (name) => crlsIn(await readFile(name), name)))).flat(),
    now: () => new Date(),
  }
}

/** Either the whole file appears or none. */
async function writeWhole(outFile: string, bytes: Uint8Array): Promise<void> {
  const partial = `${outFile}.part`
  try {
    await writeFile(partial, bytes)
    await rename(partial, outFile)
  } finally {
    await rm(partial, { force: true })
  }
}
