import { X509Certificate } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Db } from '#server/kernel/db.ts'
import { newId } from '#server/kernel/new-id.ts'
import type { Settings } from '#server/kernel/settings.ts'
import { isIssuedBy, readCertificate } from '#signing/cms/certificate.ts'
import { openPkcs12 } from '#signing/cms/open-pkcs12.ts'
import {
  createDemoAuthority, issuePersonCertificate, issueSealCertificate, type DemoAuthority, type IssuedCertificate,
} from '#signing/pki/demo-authority.ts'
import { makePkcs12 } from '#signing/pki/make-pkcs12.ts'
import { DEMO_ROOT, certificatePath, pkcs12Path, pkiPassword, readOrNull, writePrivate } from './pki-folder.ts'
import type { SignatureKind } from './signature.ts'

/** Leaders who may sign in the demo province, by account, and the agency whose seal exists, by code. */
const DEMO_SIGNERS = ['an', 'chau']
const DEMO_SEALS = [{ keyName: 'seal-ubnd-tinh', decisionCode: 'H99' }]

/**
 * Makes the demo authority and its certificates where they are missing: files readable by this account only, then the
 * rows that name them. Run at every start; whatever killed an earlier run, this one completes it. Does nothing when
 * the demo is off.
 */
export async function ensureDemoAuthority({ db, settings, now = () => new Date() }: {
  db: Db; settings: Pick<Settings, 'dataDir' | 'hasDemo'>; now?: () => Date
}): Promise<void> {
  if (!settings.hasDemo) return
  const { dataDir } = settings
  const password = await pkiPassword(dataDir)
  const root = await ensureRoot(dataDir, password, now())
  const making = { db, dataDir, password, root, now }
  for (const account of DEMO_SIGNERS) {
    const user = await db.user.findUnique({
      where: { account }, include: { positions: { where: { role: 'leader' }, include: { orgUnit: true }, take: 1 } },
    })
    const position = user?.positions[0]
    if (user === null || position === undefined) continue
    const person = { fullName: user.fullName, title: position.title, organisation: position.orgUnit.name, password, now: now() }
    await ensureKey(making, { kind: 'person', ownerId: user.id, keyName: `person-${account}` },
      (authority) => issuePersonCertificate(authority, person))
  }
  for (const { keyName, decisionCode } of DEMO_SEALS) {
    const unit = await db.orgUnit.findFirst({ where: { decisionCode, validTo: null } })
    if (unit === null) continue
    await ensureKey(making, { kind: 'seal', ownerId: unit.id, keyName },
      (authority) => issueSealCertificate(authority, { organisation: unit.name, password, now: now() }))
  }
}

/** The authority's certificate, and its key for whoever must issue: opening the file takes a while, and most starts issue nothing. */
interface Root {
  certificateDer: Uint8Array
  withKey(): Promise<DemoAuthority>
}

/** Key and certificate lie in one file, so they are there together or not at all. */
async function ensureRoot(dataDir: string, password: string, now: Date): Promise<Root> {
  const stored = await readCertified(dataDir, DEMO_ROOT, password)
  if (stored !== null) {
    return { certificateDer: stored.certificateDer, withKey: async () => openPkcs12(stored.pkcs12, password) }
  }
  const made = await createDemoAuthority({ now })
  const pkcs12 = makePkcs12({ ...made, chainDer: [], friendlyName: 'CA thử nghiệm Nghị Sự (DEMO)' }, password)
  await writeCertified(dataDir, DEMO_ROOT, { pkcs12, certificateDer: made.certificateDer })
  return { certificateDer: made.certificateDer, withKey: () => Promise.resolve(made) }
}

interface Making {
  db: Db
  dataDir: string
  password: string
  root: Root
  now: () => Date
}

async function ensureKey(
  { db, dataDir, password, root, now }: Making,
  { kind, ownerId, keyName }: { kind: SignatureKind; ownerId: string; keyName: string },
  issue: (authority: DemoAuthority) => Promise<IssuedCertificate>,
): Promise<void> {
  const stored = await readCertified(dataDir, keyName, password)
  let certificate = stored === null ? null : readCertificate(stored.certificateDer)
  if (certificate === null || !isIssuedBy(certificate, readCertificate(root.certificateDer))) {
    const issued = await issue(await root.withKey())
    await writeCertified(dataDir, keyName, issued)
    certificate = readCertificate(issued.certificateDer)
  }
  const { subject, serial, notBefore, notAfter } = certificate
  const columns = { kind, ownerId, subject: subject.commonName, serial, notBefore, notAfter, isDemo: true }
  await db.signingCertificate.upsert({
    where: { keyName }, create: { id: newId(now().getTime()), keyName, createdAt: now(), ...columns }, update: columns,
  })
}

/** A key's file with its certificate, which is read from its own file beside; null without a key. */
async function readCertified(dataDir: string, keyName: string, password: string): Promise<IssuedCertificate | null> {
  const pkcs12 = await readOrNull(pkcs12Path(dataDir, keyName))
  if (pkcs12 === null) return null
  const pem = await readOrNull(certificatePath(dataDir, keyName))
  if (pem !== null) return { pkcs12, certificateDer: new X509Certificate(pem).raw }
  const { certificateDer } = openPkcs12(pkcs12, password)
  await writePem(dataDir, keyName, certificateDer)
  return { pkcs12, certificateDer }
}

/** The certificate's own file goes first and comes back last: it never stands beside another's key. */
async function writeCertified(dataDir: string, keyName: string, { pkcs12, certificateDer }: IssuedCertificate): Promise<void> {
  await rm(certificatePath(dataDir, keyName), { force: true })
  await writePrivate(pkcs12Path(dataDir, keyName), pkcs12)
  await writePem(dataDir, keyName, certificateDer)
}

function writePem(dataDir: string, keyName: string, certificateDer: Uint8Array): Promise<void> {
  return writePrivate(certificatePath(dataDir, keyName), Buffer.from(new X509Certificate(certificateDer).toString()))
}
