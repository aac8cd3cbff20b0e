import { parseParties } from './parse-parties.ts'
import type { Party } from './party.ts'
import type { Span } from './assignment.ts'
import { readDeadline } from './clause-deadline.ts'
import { parseDeadline } from './deadline.ts'
import { type Draft, newDraft, trimmed } from './draft.ts'
import { findDeadline } from './find-deadline.ts'
import { labelledParts, type LabelField } from './label.ts'
import { findMoney } from './money.ts'
import { isBullet, type OutlineNode } from './outline.ts'
import { newOwners, ownerOf } from './owners.ts'
import { findSubject, isVerbAt } from './subject.ts'
import { longestAt, phraseIndex, type Token, tokenize } from './tokens.ts'

export interface LabelBlocks {
  drafts: Draft[]
  /** Paragraphs that a block has used up, headings included. */
  used: ReadonlySet<OutlineNode>
}

/** Rows from labelled lines: a heading, then "Cơ quan chủ trì: …", "Thời gian thực hiện: …". */
export function readLabelBlocks(text: string, nodes: readonly OutlineNode[]): LabelBlocks {
  const used = new Set<OutlineNode>()
  const drafts: Draft[] = []
  const groups = new Map<OutlineNode | null, OutlineNode[]>()
  for (const node of nodes) {
    const parent = blockOf(node)
    const siblings = groups.get(parent)
    if (siblings === undefined) groups.set(parent, [node])
    else siblings.push(node)
  }
  for (const [parent, siblings] of groups) readSiblings(text, parent, siblings, drafts, used)
  return { drafts: drafts.filter((draft) => draft.lead.length + draft.coordinating.length > 0 || draft.deadline !== null), used }
}

/** "b) Cơ quan thực hiện:" over "- Chủ trì: …": the lines below go on with the block of their label. */
function blockOf(node: OutlineNode): OutlineNode | null {
  return node.parent !== null && isBareLabel(node.parent) && labelledParts(node.text).length > 0 ? node.parent.parent : node.parent
}

/** "Cơ quan thực hiện:" and nothing behind it. */
function isBareLabel(node: OutlineNode): boolean {
  const [only, ...more] = labelledParts(node.text)
  return only?.field === 'lead' && more.length === 0 && only.from === 0 && /^[\s.]*$/.test(node.text.slice(only.start))
}

function readSiblings(text: string, parent: OutlineNode | null, siblings: readonly OutlineNode[], drafts: Draft[], used: Set<OutlineNode>): void {
  const leads = siblings.filter((node) => !hasHeading(node) && !isBareLabel(node) && labelledParts(node.text).some((part) => part.field === 'lead')).length
  const hasLead = siblings.some((node) => labelledParts(node.text).some((part) => part.field === 'lead'))
  const isShared = parent === null || leads > 1
  let heading: OutlineNode | null = isShared ? null : parent
  let draft: Draft | null = null
  let filled = new Set<LabelField>()
  for (const [index, node] of siblings.entries()) {
    const parts = labelledParts(node.text)
    if (isTimeOfBullet(node, siblings[index - 1])) continue
    if (parts.length === 0 || (used.has(node) && hasHeading(node))) {
      if (isShared && !used.has(node)) {
        heading = node
        draft = null
      }
      continue
    }
    if (parts.every((part) => part.field === 'budget' || part.field === 'content' || part.field === 'other') && draft === null) {
      if (parts.every((part) => part.field !== 'budget') && hasLead) used.add(node)
      if (!parts.some((part) => part.field === 'content')) continue
    }
    // "…; thời hạn hoàn thành: 30/11/2025" ends a sentence that says who and what: prose, not a block.
    if (hasHeading(node) && !parts.some((part) => part.field === 'lead') && isDuty(text, node, parts[0]?.from ?? 0)) continue
    if (hasHeading(node)) {
      draft = newDraft(node.path, trimmed(text, { start: node.start, end: node.start + (parts[0]?.from ?? 0) }))
      filled = new Set()
      drafts.push(draft)
    } else if (draft === null || parts.some((part) => part.field === 'lead' && filled.has('lead'))) {
      if (heading === null) continue
      draft = newDraft(heading.path, titleOf(text, heading))
      filled = new Set()
      used.add(heading)
      drafts.push(draft)
    }
    draft.isWhole = true
    draft.evidence.title = 'heading over labels'
    used.add(node)
    for (const part of parts) {
      let span = withoutLooseBracket(text, trimmed(text, { start: node.start + part.start, end: node.start + part.end }))
      // "2. Nhiệm vụ cụ thể:" announces what stands below it; nothing of that is its value.
      const following = part.field === 'content' ? undefined : (siblings[index + 1] ?? node.children[0])
      if (span.start >= span.end && following !== undefined && labelledParts(following.text).length === 0) {
        span = trimmed(text, following)
        used.add(following)
      }
      if (span.start >= span.end) continue
      fillField(text, draft, part.field, part.label, span)
      filled.add(part.field)
      // "Hoạt động 1" over "Nội dung: …": the number is no title.
      if (part.field === 'content' && heading !== null && COUNTED.test(heading.text)) draft.title = span
    }
    if (hasHeading(node)) readOwnDeadline(text, draft)
  }
}

/** "Thời gian hoàn thành: …" on a line of its own below a bullet that says what to do: the bullet's time, not the heading's. */
export function isTimeOfBullet(node: OutlineNode, before: OutlineNode | undefined): boolean {
  const parts = labelledParts(node.text)
  if (node.kind !== 'plain' || parts.length === 0 || !parts.every(({ field, from }) => field === 'deadline' && from < 2)) return false
  return before !== undefined && isBullet(before) && before.kind !== 'plain' && labelledParts(before.text).length === 0 && isVerbAt(tokenize(before.text, 0, Math.min(before.text.length, 80)), 0)
}

/** "Nạo vét 126 tuyến kênh, hoàn thành trước ngày 10/02/2026. Chủ trì: …": the time stands in the sentence before the labels. */
function readOwnDeadline(text: string, draft: Draft): void {
  const { start, end } = draft.title
  const found = draft.deadline === null ? findDeadline(text.slice(start, end)) : null
  if (found === null || found.deadline.due === null || end - start - found.end > 1) return
  readDeadline(text, draft, { prefix: null, between: { start, end: start }, end })
}

/** The heading of a block; "Nội dung thực hiện: …" gives what stands behind its label. */
function titleOf(text: string, heading: OutlineNode): Span {
  const content = labelledParts(heading.text).find((part) => part.field === 'content')
  return content === undefined ? trimmed(text, heading) : trimmed(text, { start: heading.start + content.start, end: heading.start + content.end })
}

const DUTY = /chủ trì|phối hợp|làm chủ đầu tư|^(?:\(?\d\)? )?(?:giao|yêu cầu|đề nghị) |có trách nhiệm|(?:^|; )(?:các |Các )?(?:Sở|UBND|Công an|Văn phòng|Ban|Bộ|sở) /iu

/** Whether the words before the first label say who does what, themselves or with the heading above them. */
function isDuty(text: string, node: OutlineNode, end: number): boolean {
  const tokens = tokenize(text, node.start, node.start + end)
  if (DUTY.test(node.text.slice(0, end)) || findSubject(tokens, { owner: null, previous: null }) !== null) return true
  return isVerbAt(tokens, 0) && ownerOf(text, node, newOwners()) !== null
}

function hasHeading(node: OutlineNode): boolean {
  return (labelledParts(node.text)[0]?.from ?? 0) > 2
}

/** "(Chủ trì: …; hoàn thành: tháng 11/2023)": the bracket closes the labels, not the value. */
function withoutLooseBracket(text: string, span: Span): Span {
  const value = text.slice(span.start, span.end)
  return value.endsWith(')') && !value.includes('(') ? trimmed(text, { start: span.start, end: span.end - 1 }) : span
}

/** Writes the value of a label or a cell into its field of the row. */
export function fillField(text: string, draft: Draft, field: LabelField, label: string, span: Span): void {
  const value = text.slice(span.start, span.end)
  const evidence = `label: ${label}`
  // One cell for both: "Chủ trì: Sở A; phối hợp: Sở B".
  const parts = field === 'lead' ? labelledParts(value).filter((part) => part.field === 'lead' || part.field === 'coordinating') : []
  if (parts.length > 0) {
    for (const part of parts) fillField(text, draft, part.field, part.label, trimmed(text, { start: span.start + part.start, end: span.start + part.end }))
  } else if (field === 'lead' && JOINT.test(value)) {
    // "Sở A chủ trì, phối hợp với Sở B" behind "Cơ quan thực hiện:".
    const [written = '', before = ''] = JOINT.exec(value) ?? []
    fillField(text, draft, 'lead', label, { start: span.start, end: span.start + before.length })
    fillField(text, draft, 'coordinating', label, { start: span.start + written.length, end: span.end })
  } else if (field === 'lead' || field === 'coordinating') {
    draft[field].push(...partiesOfValue(tokenize(text, span.start, span.end)))
    if (draft[field].length > 0) draft.evidence[field] = evidence
  } else if (field === 'deadline') {
    draft.deadline = parseDeadline(value)
    draft.deadlineAt = span
    draft.evidence.deadlineText = evidence
  } else if (field === 'budget') {
    const money = findMoney(value)
    if (money === null) return
    draft.budgetMillionVnd = money.millionVnd
    draft.budgetAt = { start: span.start + money.start, end: span.start + money.end }
    draft.evidence.budgetMillionVnd = evidence
  }
}

const JOINT = /^([^;:]{4,200}?),? (?:chủ trì,? |chủ trì và )phối hợp (?:chặt chẽ )?(?:với |cùng )(?:với )?/iu

/** A label vouches for its agencies, so a name with an unknown head counts as written, up to the next comma. */
export function partiesOfValue(tokens: readonly Token[]): Party[] {
  const parties: Party[] = []
  let at = 0
  while (at < tokens.length) {
    const list = parseParties(tokens, at)
    let next = at
    if (list !== null) {
      parties.push(...list.parties)
      next = list.next
    } else {
      const first = tokens[at]
      const isBody = parties.length > 0 && longestAt(tokens, at, BODIES) > 0
      if (first === undefined || (!first.isCapital && !isBody) || first.lower === 'không') break
      while (next < tokens.length && ![',', ';', '.'].includes(tokens[next]?.text ?? '')) next++
      const last = tokens[next - 1]
      if (last === undefined || next - at > 14) break
      parties.push({ name: nameOf(tokens.slice(at, next)), start: first.start, end: last.end, isGeneric: false, isWeak: false, isPerson: false })
    }
    if (tokens[next]?.text === '(') while (next < tokens.length && tokens[next - 1]?.text !== ')') next++
    // "Sở Công Thương Sở Y tế": the line break between them was lost.
    if (list !== null && tokens[next]?.isCapital === true && parseParties(tokens, next) !== null) {
      at = next
      continue
    }
    const last = parties.at(-1)
    if (list !== null && last !== undefined && last.isGeneric && tokens[next]?.isWord === true) {
      // "Các doanh nghiệp đầu tư hạ tầng": the label vouches that all of it is the name.
      const end = tokens.findIndex((token, index) => index >= next && [',', ';', '.', '(', ':'].includes(token.text))
      const words = tokens.slice(next, end === -1 ? tokens.length : end)
      if (words.length <= BODY_WORDS_MAX && !words.some(({ lower, isCapital }) => lower === 'và' || lower === 'trong' || lower === 'theo' || isCapital)) {
        next += words.length
        parties[parties.length - 1] = { ...last, name: `${last.name} ${nameOf(words)}`, end: words.at(-1)?.end ?? last.end }
      }
    }
    if (list !== null) next = afterProse(tokens, next)
    if (![',', ';', 'và', '-', '/'].includes(tokens[next]?.lower ?? '')) break
    at = next + 1
    if (tokens[at]?.lower === 'và') at++
  }
  return parties
}

/** "Sở A tiến hành rà soát …; các sở, ngành rà soát …": past what the value says of the work, to where it names the next. */
function afterProse(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.isWord !== true) return at
  for (let next = at + 1; next < tokens.length; next++) {
    const isMark = tokens[next]?.text === ';' || (tokens[next]?.lower === 'và' && tokens[next + 1]?.lower === 'các')
    if (isMark && parseParties(tokens, next + 1) !== null) return next
  }
  return at
}

const BODY_WORDS_MAX = 10
const COUNTED = /^(?:hoạt động|nhiệm vụ|nội dung|dự án|mô hình) (?:số )?\d{1,2}(?:\.\d{1,2})*[.:]?\s*$/iu
/** Who may stand in a list behind a name, in lower case. */
const BODIES = phraseIndex('nhà cung cấp|nhà đầu tư|nhà thầu|doanh nghiệp|tổ chức|hợp tác xã|chủ đầu tư|đơn vị')

function nameOf(tokens: readonly Token[]): string {
  return tokens.map((token, index) => (index > 0 && token.start > (tokens[index - 1]?.end ?? 0) ? ' ' : '') + token.text).join('')
}
