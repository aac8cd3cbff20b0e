import type { ExtractedAssignment, ExtractionWarning } from './assignment.ts'
import { checkConsistency } from './check-consistency.ts'
import { type ClauseContext, readClause } from './clause.ts'
import { type Draft, newDraft, trimmed } from './draft.ts'
import { isExecutionClause, isOfEverybody } from './duty-kind.ts'
import { labelledParts } from './label.ts'
import { fillField, isTimeOfBullet, readLabelBlocks } from './label-block.ts'
import { outline, type OutlineNode } from './outline.ts'
import { findDeadline } from './find-deadline.ts'
import { findMoney } from './money.ts'
import { announcedBy, companyOf, newOwners, type Owner, ownerOf } from './owners.ts'
import { parseParties } from './parse-parties.ts'
import type { Party } from './party.ts'
import { readText } from './read-text.ts'
import { isAmongObjectives, isDetail, isObjective, isOpenDuty, isOverThings, relevant } from './sections.ts'
import { splitClauses } from './sentence.ts'
import { afterConnector, isVerbAt } from './subject.ts'
import { readTables } from './table.ts'
import { toRows } from './to-rows.ts'
import { type Token, tokenize } from './tokens.ts'
import { readTrailingRoles } from './trailing-roles.ts'

/** What a text says of work to be done, and where it contradicts itself. */
export interface Extraction {
  rows: ExtractedAssignment[]
  warnings: ExtractionWarning[]
}

/**
 * Reads a conclusion notice, a plan or a decision and proposes its assignments in reading order.
 * Pure and deterministic: no agency and no date that the text lacks; contradictions are reported, not repaired.
 */
export function readAssignments(text: string): Extraction {
  const read = readText(text)
  const nodes = outline(read)
  const prose = relevant(nodes).filter((node) => node.kind !== 'row' && node.kind !== 'cell')
  const blocks = readLabelBlocks(read.text, prose)
  const tables = readTables(read.text, nodes)
  const drafts = [...blocks.drafts, ...tables.flatMap((table) => table.drafts), ...proseDrafts(read.text, prose, blocks.used)]
  drafts.sort((one, other) => one.title.start - other.title.start)
  const rows = toRows(read, drafts)
  return { rows, warnings: checkConsistency({ read, nodes, drafts, rows, tables }) }
}

/** The rows alone. */
export function extractAssignments(text: string): ExtractedAssignment[] {
  return readAssignments(text).rows
}

function proseDrafts(text: string, prose: readonly OutlineNode[], used: ReadonlySet<OutlineNode>): Draft[] {
  const drafts: Draft[] = []
  const owners = newOwners()
  let previous: { node: OutlineNode; lead: Party[] } | null = null
  let announced: Announced | null = null
  let lastOf: { node: OutlineNode; drafts: Draft[] } | null = null
  for (const node of prose) {
    const named = ownerOf(text, node, owners)
    if (node.kind === 'plain' || node.parent !== announced?.parent) announced = announcedFrom(text, node, named)
    const owner = node.kind !== 'plain' && announced !== null ? announced.owner : named
    const own = owners.get(node) ?? null
    if (node.children.length > 0 && WITH_WHOM.test(node.text)) continue
    if (owner !== null && (node.children.length > 0 || node.kind === 'plain') && companyOf(text, node) !== null) continue
    if (used.has(node) || (own !== null && own.isAlsoDuty !== true) || (node.kind === 'plain' && announced !== null) || isDetail(node, owner?.lead ?? null)) continue
    if (isObjective(node)) {
      drafts.push({ ...newDraft(node.path, trimmed(text, node)), kind: 'objective', evidence: { title: 'section of objectives' } })
      continue
    }
    if (isAmongObjectives(node)) continue
    const continued: Party[] | null = previous !== null && previous.lead.length > 0 && !isOfEverybody(previous.lead) && owner === null && isContinued(node, previous.node) ? previous.lead : null
    if (lastOf !== null && isTimeOfBullet(node, lastOf.node)) {
      const part = labelledParts(node.text)[0]
      const span = part === undefined ? null : trimmed(text, { start: node.start + part.start, end: node.start + part.end })
      if (part !== undefined && span !== null) for (const draft of lastOf.drafts) if (draft.deadline === null) fillField(text, draft, 'deadline', part.label, span)
      continue
    }
    const found = readNode(text, node, { path: node.path, owner: owner?.lead ?? null, previous: continued })
    if (named !== null && node.parent !== null && WITH_WHOM.test(node.parent.text)) for (const draft of found) swapRoles(draft, named.lead)
    for (const draft of found) if (owner !== null && draft.lead === owner.lead && draft.coordinating.length === 0) draft.coordinating = [...owner.coordinating]
    drafts.push(...found)
    if (node.kind !== 'plain') lastOf = { node, drafts: found }
    if (found.length === 0 && owner === null && isOpenDuty(text, node)) {
      drafts.push({ ...newDraft(node.path, trimmed(text, node)), kind: 'objective', evidence: { title: 'duty without owner' } })
    }
    previous = { node, lead: found[found.length - 1]?.lead ?? [] }
  }
  return drafts
}

const WITH_WHOM = /^(?:chủ trì,? (?:và )?)?phối hợp(?: với)?\s*:?\s*$/iu

/** "b) Chủ trì, phối hợp với:" over "- Sở Tài chính tham mưu …": the bullet names who helps, the heading above who leads. */
function swapRoles(draft: Draft, lead: Party[]): void {
  if (draft.lead === lead || draft.evidence.lead !== 'subject of the sentence') return
  draft.coordinating = [...draft.lead, ...draft.coordinating]
  draft.lead = lead
  draft.evidence.lead = 'heading'
  draft.evidence.coordinating = 'phối hợp'
}

interface Announced {
  parent: OutlineNode | null
  owner: Owner
}

/** "Giao Sở A chủ trì, phối hợp với Sở B thực hiện các nội dung sau:" as a paragraph; the bullets behind it are its list. */
function announcedFrom(text: string, node: OutlineNode, named: Owner | null): Announced | null {
  if (node.kind !== 'plain' || !/:\s*$/.test(node.text)) return null
  // "Chủ trì, phối hợp với các sở, ngành:" under the heading of an agency.
  const company = named === null ? null : companyOf(text, node)
  const owner = company !== null && named !== null ? { lead: named.lead, coordinating: company } : announcedBy(text, node)
  return owner === null ? null : { parent: node.parent, owner }
}

/** "… Kinh phí dự kiến: 6,8 tỷ đồng." belongs to the duty of the sentence before. */
function addBudget(text: string, tokens: readonly Token[], draft: Draft | undefined): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (draft === undefined || first === undefined || last === undefined) return false
  const written = text.slice(first.start, last.end)
  const money = BUDGET.test(written) ? findMoney(written) : null
  if (money === null) return false
  if (draft.budgetMillionVnd !== null) return true
  draft.budgetMillionVnd = money.millionVnd
  draft.budgetAt = { start: first.start + money.start, end: first.start + money.end }
  draft.evidence.budgetMillionVnd = 'amount of its own sentence'
  return true
}

/** "… Kết quả thực hiện báo cáo UBND tỉnh trước ngày 10/12/2025." says by when, of the duty of the sentence before. */
function addDeadline(text: string, tokens: readonly Token[], draft: Draft | undefined): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (draft === undefined || first === undefined || last === undefined || draft.deadline !== null) return false
  const written = text.slice(first.start, last.end)
  const found = RESULT.test(written) ? findDeadline(written) : null
  if (found === null || found.deadline.due === null) return false
  draft.deadline = found.deadline
  draft.deadlineAt = { start: first.start + found.start, end: first.start + found.end }
  draft.evidence.deadlineText = 'deadline of its own sentence'
  return true
}

/** "Yêu cầu các đơn vị …": whoever heads the list demands it; nobody in particular is told. */
function isOfBodies(text: string, tokens: readonly Token[]): boolean {
  const list = text.startsWith('Yêu cầu ', tokens[0]?.start) ? parseParties(tokens, 2) : null
  return list !== null && list.parties.every((party) => party.isGeneric)
}

const RESULT = /^(?:kết quả(?: thực hiện)?|thời gian|thời hạn|việc này|nội dung này|hoàn thành)(?!\p{L})[^,;]{0,90}$/iu
const BUDGET = /^\(?(?:(?:tổng|nhu cầu|dự kiến|ước) )?(?:kinh phí|dự toán|khái toán|mức vốn)(?: [\p{L}]+){0,4}\s?(?::|là|khoảng)/iu

/** A paragraph without a number below a numbered one goes on about the same agency. */
function isContinued(node: OutlineNode, before: OutlineNode): boolean {
  // "(1) Bộ Y tế chỉ đạo …." over "- Chủ trì, phối hợp với …": the bullets go on where the item ended.
  const isBulletOfItem = node.kind === 'dash' && /^(?:chủ trì|phối hợp|chỉ đạo)/iu.test(node.text) && node.parent !== null && node.parent.kind !== 'dash' && !/:\s*$/.test(node.parent.text) && (node.parent === before || (before.kind === 'dash' && before.parent === node.parent))
  if (isBulletOfItem) return true
  return node.kind === 'plain' && node.parent !== null && (node.parent === before || (before.kind === 'plain' && before.parent === node.parent))
}

function readNode(text: string, node: OutlineNode, context: ClauseContext): Draft[] {
  const drafts: Draft[] = []
  if (isExecutionClause(node.text)) return [{ ...newDraft(context.path, trimmed(text, node)), kind: 'closing', evidence: { title: 'closing formula' } }]
  let { previous } = context
  let hasOwnSubject = false
  // Unnumbered, and with the mark that ends a document: it asks everybody to carry it out.
  const isLast = node.kind === 'plain' && /\.\s?\/\.?\s*$/.test(node.text)
  const words = tokenize(text, node.start, node.end)
  const trailing = context.owner === null ? readTrailingRoles(text, words, context.path) : null
  if (trailing !== null) return [trailing]
  for (const tokens of splitClauses(text, words)) {
    const first = tokens[0]
    // "… thực hiện một số nhiệm vụ sau:" announces; the list below assigns.
    if (tokens.at(-1)?.text === ':' && tokens.slice(-4).some((token) => token.lower === 'sau') && !isOverThings(node)) continue
    if (addBudget(text, tokens, drafts.at(-1)) || addDeadline(text, tokens, drafts.at(-1))) continue
    const isOrder = /^(?:Yêu cầu|Đề nghị|Giao) /.test(text.slice(first?.start ?? 0, (first?.start ?? 0) + 12))
    const isFollowing = drafts.length > 0 && !isVerbAt(tokens, afterConnector(tokens, 0))
    const owner = (isOrder && !isOfBodies(text, tokens)) || isFollowing || hasOwnSubject ? null : context.owner
    const draft = readClause(text, tokens, { ...context, owner, previous: hasOwnSubject ? previous : (context.owner ?? previous) })
    if (draft === null) continue
    if (isLast && draft.kind === 'assignment' && draft.lead.length > 0 && isOfEverybody(draft.lead)) draft.kind = 'closing'
    const before = drafts.at(-1)
    // What is only urged on everybody stays so to the end of the sentence.
    if (before?.kind === 'closing' && before.lead === draft.lead && draft.kind === 'assignment' && draft.deadline === null) draft.kind = 'closing'
    drafts.push(draft)
    if (draft.lead.length === 0) continue
    previous = draft.lead
    // A sentence that names its own agency is continued by that one, not by the heading's.
    hasOwnSubject = draft.lead !== context.owner
  }
  return drafts
}
