import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { latestReadableVersions } from '#server/documents/queries.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { demoRootPath } from '#server/signatures/pki-folder.ts'
import { signaturesOf, signaturesWaitingForMe, verdictOn } from '#server/signatures/queries.ts'
import { refuseSignature } from '#server/signatures/refuse-signature.ts'
import { signDocument } from '#server/signatures/sign-document.ts'
import { tasksForMe } from '#server/tasks/queries.ts'
import { addConclusion } from '#server/minutes/add-conclusion.ts'
import { minutesOf } from '#server/minutes/queries.ts'
import { submitNotice } from '#server/minutes/submit-notice.ts'
import { decideStep } from '#server/workflows/decide-step.ts'
import { openWorld } from '#server/test/world.ts'
import { approvedNotice } from './approved-notice.fixture.ts'
import { issueNotice } from './issue-notice.ts'
import { numberNotice } from './number-notice.ts'
import { noticesOfMyOffice, outgoingRegister } from './queries.ts'

const run = promisify(execFile)
const world = await openWorld()
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })

async function numbered() {
  const { meetingId, noticeId } = await approvedNotice(world)
  const made = await numberNotice(world.ctx('dung'), { noticeId })
  const [leader, seal] = await signaturesOf(world.ctx('an'), { kind: 'conclusion_notice', id: noticeId })
  return { meetingId, noticeId, ...made, leaderId: leader?.requestId ?? '', sealId: seal?.requestId ?? '' }
}

async function sealed() {
  const notice = await numbered()
  const signed = await signDocument(world.ctx('an'), { requestId: notice.leaderId, confirmation: notice.versionId })
  const { versionId } = await signDocument(world.ctx('dung'), { requestId: notice.sealId, confirmation: signed.versionId })
  return { ...notice, versionId }
}

test('from approval to issue: numbered, signed, sealed, issued, and every unit has its task', { timeout: 600_000 }, async () => {
  const { meetingId, noticeId, documentId, versionId, notation } = await sealed()
  const issued = await issueNotice(world.ctx('dung'), { noticeId })
  expect(notation).toMatch(/^\d{2,}\/TB-UBND$/)
  expect(issued.taskIds).toHaveLength(1)
  expect(await tasksForMe(world.ctx('khanh'))).toContainEqual(expect.objectContaining({
    id: issued.taskIds[0], myDuty: 'lead', dueOn: '2026-12-15', originLabel: `Kết luận 1, Thông báo ${notation}`,
  }))
  expect(await tasksForMe(world.ctx('giang'))).toContainEqual(expect.objectContaining({ id: issued.taskIds[0], myDuty: 'coordinating' }))
  expect(await latestReadableVersions(world.ctx('lan'), [documentId])).toHaveLength(1)
  expect(await latestReadableVersions(world.ctx('son'), [documentId])).toEqual([])
  expect((await minutesOf(world.ctx('giang'), meetingId))?.notice).toMatchObject({ state: 'issued', notation })
  const types = await world.eventTypes()
  for (const type of ['notice.numbered', 'signature.requested', 'document.signed', 'conclusion.issued', 'task.assigned']) expect(types).toContain(type)
  expect(await verdictOn(world.ctx('dung'), versionId)).toMatchObject({ verdict: 'VALID', emptyFields: [] })
  expect(await world.refusal(issueNotice(world.ctx('dung'), { noticeId }))).toBe('notice.already_issued')
  expect(await outgoingRegister(world.ctx('dung'), 2026)).toContainEqual(expect.objectContaining({ notation, documentId }))
  expect((await noticesOfMyOffice(world.ctx('dung'))).map((notice) => notice.noticeId)).not.toContain(noticeId)
})

test('pdfsig and qpdf accept the issued file, with the demo root as the only trust', { timeout: 600_000 }, async () => {
  const { versionId } = await sealed()
  const version = await world.db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  const folder = await mkdtemp(path.join(tmpdir(), 'issued-'))
  try {
    const file = path.join(folder, 'notice.pdf')
    await writeFile(file, await world.files.read(version.fileHash))
    await run('qpdf', ['--check', file])
    const nss = `sql:${folder}`
    await run('certutil', ['-N', '-d', nss, '--empty-password'])
    await run('certutil', ['-A', '-d', nss, '-n', 'demo', '-t', 'CT,C,C', '-i', demoRootPath(world.settings.dataDir)])
    const { stdout } = await run('pdfsig', ['-nssdir', nss, file])
    expect(stdout.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
    expect(stdout).toContain('Signature Type: ETSI.CAdES.detached')
    expect(stdout).toContain('Total document signed')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the seal waits for the leader, and issuing for both', { timeout: 600_000 }, async () => {
  const { noticeId, versionId, leaderId, sealId } = await numbered()
  expect(await signaturesWaitingForMe(world.ctx('dung'))).toEqual([])
  expect(await world.refusal(signDocument(world.ctx('dung'), { requestId: sealId, confirmation: versionId }))).toBe('signature.seal_before_leader')
  expect(await world.refusal(issueNotice(world.ctx('dung'), { noticeId }))).toBe('notice.not_signed')
  const signed = await signDocument(world.ctx('an'), { requestId: leaderId, confirmation: versionId })
  expect(await signaturesWaitingForMe(world.ctx('dung'))).toContainEqual(expect.objectContaining({ requestId: sealId, versionId: signed.versionId }))
  expect(await noticesOfMyOffice(world.ctx('dung'))).toContainEqual(expect.objectContaining({ noticeId, next: 'seal', seal: expect.objectContaining({ requestId: sealId, versionId: signed.versionId }) }))
  expect(await world.refusal(issueNotice(world.ctx('dung'), { noticeId }))).toBe('notice.not_sealed')
  expect(await world.refusal(signDocument(world.ctx('dung'), { requestId: sealId, confirmation: versionId }))).toBe('signature.version_changed')
})

test('numbers follow one another without a gap, however many clerks number at once', { timeout: 600_000 }, async () => {
  const notices = [await approvedNotice(world), await approvedNotice(world), await approvedNotice(world)]
  const numbers = (await Promise.all(notices.map(({ noticeId }) => numberNotice(world.ctx('dung'), { noticeId })))).map(({ number }) => number)
  const [first = 0, ...rest] = numbers.sort((left, right) => left - right)
  expect(rest).toEqual([first + 1, first + 2])
  expect(await world.refusal(numberNotice(world.ctx('dung'), { noticeId: notices[0]?.noticeId ?? '' }))).toBe('notice.already_numbered')
})

test('only the clerk of the agency numbers and issues, and only what was approved', { timeout: 600_000 }, async () => {
  const { noticeId } = await approvedNotice(world)
  expect(await world.refusal(numberNotice(world.ctx('binh'), { noticeId }))).toBe('notice.not_found')
  expect(await world.refusal(issueNotice(world.ctx('son'), { noticeId }))).toBe('notice.not_found')
  await world.db.approval.deleteMany({ where: { subjectId: noticeId, steps: { none: {} } } })
  await world.db.approvalStep.updateMany({ where: { approval: { subjectId: noticeId } }, data: { state: 'waiting' } })
  await world.db.approval.updateMany({ where: { subjectId: noticeId }, data: { state: 'waiting' } })
  expect(await world.refusal(numberNotice(world.ctx('dung'), { noticeId }))).toBe('notice.not_approved')
})

test('a leader who refuses sends the notice back; it keeps its number when it returns', { timeout: 600_000 }, async () => {
  const { meetingId, noticeId, number, leaderId } = await numbered()
  await refuseSignature(world.ctx('an'), { requestId: leaderId, reason: 'Thiếu kinh phí ở mục 1' })
  expect((await minutesOf(world.ctx('binh'), meetingId))?.notice).toMatchObject({ state: 'returned', returnReason: 'Thiếu kinh phí ở mục 1' })
  expect(await world.db.event.findFirst({ where: { type: 'signature.refused', meetingId } })).toMatchObject({
    subjectId: leaderId, data: { draftedById: world.people.binh.id, reason: 'Thiếu kinh phí ở mục 1' },
  })
  await addConclusion(world.ctx('binh'), { meetingId, text: 'Kinh phí từ ngân sách tỉnh' })
  const { approvalId } = await submitNotice(world.ctx('binh'), { meetingId })
  await decideStep(world.ctx('chau'), { approvalId, decision: 'approve' })
  expect(await numberNotice(world.ctx('dung'), { noticeId })).toMatchObject({ number })
})

test('two hundred notices of another agency crowd none of ours out of the clerk’s list', { timeout: 600_000 }, async () => {
  const { noticeId, meetingId } = await approvedNotice(world)
  const [notice, meeting] = await Promise.all([
    world.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } }), world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } }),
  ])
  const ctx = world.ctx('binh')
  const later = new Date(ctx.now().getTime() + 60_000)
  const others = Array.from({ length: 200 }, () => ({ id: ctx.newId(), meetingId: ctx.newId() }))
  await world.db.meeting.createMany({ data: others.map((other) => ({ ...meeting, id: other.meetingId })) })
  await world.db.conclusionNotice.createMany({
    data: others.map((other) => ({ ...notice, ...other, state: 'approved' as const, signerUserId: world.people.giang.id, createdAt: later })),
  })
  expect((await noticesOfMyOffice(world.ctx('dung'))).map((one) => one.noticeId)).toContain(noticeId)
})

test('when other clerks are always quicker, this one is asked to try again, and the register has no gap', async () => {
  await numbered()
  const { noticeId } = await approvedNotice(world)
  const { files, ...rest } = world.ctx('dung')
  let quicker = 0
  const overtaken = {
    ...rest,
    files: {
      ...files,
      put: async (...args: Parameters<typeof files.put>) => {
        quicker += 1
        await world.db.register.updateMany({ data: { lastNumber: { increment: 1 } } })
        return files.put(...args)
      },
    },
  }
  expect(await world.refusal(numberNotice(overtaken, { noticeId }))).toBe('register.busy')
  expect(quicker).toBe(8)
  expect(await world.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })).toMatchObject({ number: null, documentId: null })
  await world.db.register.updateMany({ data: { lastNumber: { decrement: quicker } } })
  await expect(numberNotice(world.ctx('dung'), { noticeId })).resolves.toMatchObject({ number: expect.any(Number) })
})
