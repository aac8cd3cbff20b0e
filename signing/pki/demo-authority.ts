import { createPublicKey, generateKeyPair } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { readCertificate } from '../cms/certificate.ts'
import type { SubjectName } from './build-certificate.ts'
import { buildCertificate, encodeName } from './build-certificate.ts'
import { makePkcs12 } from './make-pkcs12.ts'

/** Stands in every name of the demo authority and of everyone it certifies. */
export const DEMO_NOTICE = 'DEMO - không có giá trị pháp lý'

/** Holds a private key: made on the machine at first start, kept as PKCS #12 (`makePkcs12`), never committed. */
export interface DemoAuthority { key: KeyObject; certificateDer: Uint8Array }

export type KeyKind = 'rsa_2048' | 'rsa_3072' | 'ec_p256'

/** From when until when a certificate holds; both ends included. Absent: 3 years, the authority 10. */
export interface Validity { notBefore: Date; notAfter: Date }

export interface IssueOptions {
  /** Printable ASCII; protects the PKCS #12 file. */
  password: string
  now: Date
  validity?: Validity
  keyKind?: KeyKind
}

export interface PersonSpec extends IssueOptions { fullName: string; title?: string; organisation: string; province?: string }
export interface SealSpec extends IssueOptions { organisation: string; province?: string }
export interface IssuedCertificate { pkcs12: Uint8Array; certificateDer: Uint8Array }

const HOUR_MS = 60 * 60 * 1000
const YEAR_MS = 365 * 24 * HOUR_MS
const generate = promisify(generateKeyPair)

/**
 * Makes a certificate authority for demonstration: RSA-3072 unless told otherwise, self-signed, ten years. Its name says that it has
 * no legal value and has diacritics on purpose, because real Vietnamese authorities' names have them.
 */
export async function createDemoAuthority(
  { now, validity, keyKind = 'rsa_3072' }: { now: Date; validity?: Validity; keyKind?: KeyKind },
): Promise<DemoAuthority> {
  const { privateKey, publicKey } = await newKeyPair(keyKind)
  const subject: SubjectName = {
    commonName: 'CA thử nghiệm Nghị Sự (DEMO)',
    organisation: 'Hệ thống họp không giấy Nghị Sự',
    organisationalUnit: DEMO_NOTICE,
  }
  const certificateDer = await buildCertificate({
    subject,
    publicKey,
    issuer: { subject: encodeName(subject), key: privateKey, publicKey },
    ...(validity ?? yearsFrom(now, 10)),
    role: 'authority',
  })
  return { key: privateKey, certificateDer }
}

/** Certifies a person, for the signature of a leader or an official. */
export async function issuePersonCertificate(authority: DemoAuthority, person: PersonSpec): Promise<IssuedCertificate> {
  const { fullName, title, organisation, province } = person
  return issue(authority, person, {
    commonName: fullName,
    organisation,
    organisationalUnit: DEMO_NOTICE,
    ...(title === undefined ? {} : { title }),
    ...(province === undefined ? {} : { province }),
  })
}

/** Certifies an agency, for the digital signature the clerk applies as its seal. */
export async function issueSealCertificate(authority: DemoAuthority, seal: SealSpec): Promise<IssuedCertificate> {
  const { organisation, province } = seal
  return issue(authority, seal, {
    commonName: organisation,
    organisation,
    organisationalUnit: DEMO_NOTICE,
    ...(province === undefined ? {} : { province }),
  })
}

async function issue(authority: DemoAuthority, options: IssueOptions, subject: SubjectName): Promise<IssuedCertificate> {
  const { privateKey, publicKey } = await newKeyPair(options.keyKind ?? 'rsa_2048')
  const certificateDer = await buildCertificate({
    subject,
    publicKey,
    issuer: {
      subject: readCertificate(authority.certificateDer).subjectDer,
      key: authority.key,
      publicKey: createPublicKey(authority.key),
    },
    ...(options.validity ?? yearsFrom(options.now, 3)),
    role: 'signer',
  })
  const contents = { key: privateKey, certificateDer, chainDer: [authority.certificateDer], friendlyName: subject.commonName }
  return { pkcs12: makePkcs12(contents, options.password), certificateDer }
}

/** From an hour before, so that a clock a little behind does not refuse a new certificate. */
function yearsFrom(now: Date, years: number): Validity {
  return { notBefore: new Date(now.getTime() - HOUR_MS), notAfter: new Date(now.getTime() + years * YEAR_MS) }
}

/** Off the main thread: an RSA key takes up to seconds. */
function newKeyPair(kind: KeyKind): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (kind) {
    case 'rsa_2048': return generate('rsa', { modulusLength: 2048 })
    case 'rsa_3072': return generate('rsa', { modulusLength: 3072 })
    case 'ec_p256': return generate('ec', { namedCurve: 'prime256v1' })
  }
}
