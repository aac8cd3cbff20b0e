import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { UNITS } from '../../prisma/seed/ids.ts'
import { isGeneralParty, type NamedUnit } from '#server/minutes/conclusion.ts'
import { assertCount } from './assert-count.ts'
import type { Client } from './rehearsal-client.ts'
import type { Cast } from './rehearsal-people.ts'
import type { Rehearsal } from './rehearsal.ts'

export interface ImportedConclusions {
  conclusionCount: number
  /** With a lead unit in the directory: as many tasks come of them. */
  taskCount: number
  /** Lead units that nobody matched; the office took them over. */
  placedCount: number
}

/** Reads the file into conclusions; every assignment found is confirmed with the units as proposed. */
export async function importConclusions(rehearsal: Rehearsal, { binh }: Cast, meetingId: string): Promise<ImportedConclusions> {
  const { noticeFile } = rehearsal.options
  const text = await readFile(noticeFile, 'utf8')
  const { importId, rows } = await binh.act('propose-import', { meetingId, sourceName: path.basename(noticeFile), text })
  let placedCount = 0
  const confirmed = rows.filter(({ kind }) => kind === 'assignment').map(({ text: words, deadlineText, dueOn, units }) => {
    const placed = placeLeads(units)
    placedCount += placed.placedCount
    return { text: words, agendaItemId: null, deadlineText, dueOn, units: placed.units }
  })
  if (confirmed.length === 0) throw new Error(rehearsal.say('rehearsal.no_assignment'))
  const ids = await binh.act('confirm-import', { importId, rows: confirmed })
  assertCount(rehearsal, ids.length, confirmed.length)
  const taskCount = confirmed.filter(({ units }) => units.some(({ duty, orgUnitId }) => duty === 'lead' && orgUnitId !== null)).length
  return { conclusionCount: ids.length, taskCount, placedCount }
}

/**
 * What a secretary does with a lead unit that the directory does not know: the office keeps the task under the name as
 * written. An office that has its place in the row already cannot take a second one; the name then only coordinates.
 */
function placeLeads(units: readonly NamedUnit[]): { units: NamedUnit[]; placedCount: number } {
  const office = UNITS['van-phong'].id
  let isOfficeTaken = units.some(({ orgUnitId }) => orgUnitId === office)
  let placedCount = 0
  const placed = units.map(({ duty, nameAsWritten, orgUnitId }): NamedUnit => {
    if (duty !== 'lead' || orgUnitId !== null || isGeneralParty(nameAsWritten)) return { duty, nameAsWritten, orgUnitId }
    placedCount += 1
    if (isOfficeTaken) return { duty: 'coordinating', nameAsWritten, orgUnitId: null }
    isOfficeTaken = true
    return { duty: 'lead', nameAsWritten, orgUnitId: office }
  })
  return { units: placed, placedCount }
}

/** The secretary drafts and submits; the head of the office approves. */
export async function approveNotice({ an, binh, chau }: Cast, meetingId: string): Promise<string> {
  const { noticeId } = await binh.act('draft-notice', { meetingId, signerUserId: an.userId, approverUserId: chau.userId })
  const { approvalId } = await binh.act('submit-notice', { meetingId })
  await chau.act('decide-step', { approvalId, decision: 'approve' })
  return noticeId
}

export interface SignedNotice {
  notation: string
  documentId: string
  /** With both signatures. */
  versionId: string
}

/** The clerk gives number and date, the leader signs, the clerk sets the seal. */
export async function signNotice(rehearsal: Rehearsal, { an, dung }: Cast, meetingId: string, noticeId: string): Promise<SignedNotice> {
  const { notation, documentId } = await dung.act('number-notice', { noticeId })
  await signNext(rehearsal, an, meetingId, 'person')
  const { versionId } = await signNext(rehearsal, dung, meetingId, 'seal')
  return { notation, documentId, versionId }
}

async function signNext(rehearsal: Rehearsal, signer: Client, meetingId: string, kind: 'person' | 'seal'): Promise<{ versionId: string }> {
  const { waiting } = await signer.meetingPage(meetingId)
  const asked = waiting.signatures.find((request) => request.kind === kind && request.meetingId === meetingId)
  if (asked === undefined) throw new Error(rehearsal.say('rehearsal.nothing_to_sign', { account: signer.account }))
  return signer.act('sign-document', { requestId: asked.requestId, confirmation: asked.versionId, sha256: asked.sha256 })
}

/** Issues the notice; every conclusion with a lead unit must have its task. */
export async function issueAndCount(
  rehearsal: Rehearsal,
  { binh, dung }: Cast,
  { meetingId, noticeId, taskCount }: { meetingId: string; noticeId: string; taskCount: number },
): Promise<string[]> {
  const { taskIds } = await dung.act('issue-notice', { noticeId })
  assertCount(rehearsal, taskIds.length, taskCount)
  const { tasks } = await binh.meetingPage(meetingId)
  assertCount(rehearsal, tasks.filter(({ id }) => taskIds.includes(id)).length, taskCount)
  return taskIds
}
