import { findDeadline } from './find-deadline.ts'
import { isBullet, type OutlineNode } from './outline.ts'
import { skipParenthesis } from './agency-name.ts'
import { GENERIC_NOUNS } from './agency-words.ts'
import { parseParties, type PartyList } from './parse-parties.ts'
import { type Party, partyOf } from './party.ts'
import { coordinationAt } from './predicate.ts'
import { lineage } from './sections.ts'
import { afterSubject, findSubject, isIssuer, isVerbAt } from './subject.ts'
import { longestAt, standsAt, type Token, tokenize } from './tokens.ts'

/** Whom a heading names for everything under it: who leads, and with whom where it says so. */
export interface Owner {
  lead: Party[]
  coordinating: Party[]
  /** The heading is work itself, with its own date or company, besides what stands under it. */
  isAlsoDuty?: boolean
}

/** Per paragraph the agencies it names as a heading itself, null when it is none. */
export type Owners = Map<OutlineNode, Owner | null>

const EXECUTION = /tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai/iu
const HEADING_CHARS_MAX = 600
const NEIGHBOURS_MAX = 12
/** "…, tập trung thực hiện một số giải pháp sau:": announces, and says nothing of what. */
const ANNOUNCING = new Set(', : . ; và tập trung tổ chức triển khai thực hiện các một số những nội dung nhiệm vụ công việc giải pháp biện việc như sau đây trọng tâm chủ yếu cụ thể cần khẩn trương ngay tốt chương trình hoạt động có liên quan chính dưới hạng mục gồm'.split(' '))
const OPENINGS = ['trách nhiệm của', 'nhiệm vụ của', 'đối với', 'giao cho', 'giao trách nhiệm cho', 'giao', 'yêu cầu', 'đề nghị']
const ENDINGS = ['có trách nhiệm', 'có nhiệm vụ', 'chủ trì', 'triển khai', 'thực hiện', 'một số', 'các', 'nhiệm vụ', 'nội dung', 'công việc', 'như', 'sau', 'đây']

export function newOwners(): Owners {
  return new Map()
}

/** The agencies that the nearest heading above names for `node`; null when none does. */
export function ownerOf(text: string, node: OutlineNode, owners: Owners): Owner | null {
  let company: Party[] | null = null
  for (const above of lineage(node)) {
    if (above !== node) company ??= companyOf(text, above)
    let named = owners.get(above)
    if (named === undefined) {
      named = announcedBy(text, above)
      owners.set(above, named)
    }
    if (named !== null && above !== node) return company === null ? named : { lead: named.lead, coordinating: company }
  }
  return null
}

/** "a) Chủ trì, phối hợp với các sở, ngành:" over bullets: with whom all of them are done; null when `node` is no such heading. */
export function companyOf(text: string, node: OutlineNode): Party[] | null {
  if (!/^(?:chủ trì|phối hợp)/iu.test(node.text) || node.text.length > HEADING_CHARS_MAX) return null
  if (!/:\s*$/.test(node.text) && node.children.length === 0) return null
  const tokens = tokenize(text, node.start, node.end)
  const at = standsAt(tokens, 0, 'chủ trì') ? (tokens[2]?.text === ',' || tokens[2]?.lower === 'và' ? 3 : 2) : 0
  const list = coordinationAt(tokens, at)
  return list !== null && list.parties.length > 0 && tokens.slice(list.next).every((token) => ANNOUNCING.has(token.lower)) ? list.parties : null
}

/** The agencies that `node` names for what follows it; null when it says anything else. */
export function announcedBy(text: string, node: OutlineNode): Owner | null {
  if (node.kind === 'row' || node.kind === 'cell' || node.text.length > HEADING_CHARS_MAX) return null
  const tokens = tokenize(text, node.start, node.end)
  const opening = OPENINGS.find((words) => standsAt(tokens, 0, words))
  const first = opening === undefined ? 0 : opening.split(' ').length
  const list = parseParties(tokens, first > 0 && tokens[first]?.text === ':' ? first + 1 : first)
  if (list === null || list.next < tokens.length) {
    const body = bodyOf(text, node, tokens)
    if (body !== null) return { lead: [body], coordinating: [] }
  }
  const duty = dutyOverList(text, node, tokens)
  if (duty !== null) return duty
  if (list === null) return null
  const announced = announcement(tokens, list)
  if (announced !== null) return announced
  let next = afterApposition(tokens, skipParenthesis(tokens, list.next))
  for (const ending of ENDINGS) if (standsAt(tokens, next, ending)) next += ending.split(' ').length
  while ([':', '.', ';'].includes(tokens[next]?.text ?? '')) next++
  if (next < tokens.length) return null
  const isTrusted = list.parties.some((party) => !party.isWeak) || lineage(node).some((above) => above !== node && EXECUTION.test(above.text))
  return isTrusted || isAmongAgencies(text, node) ? { lead: list.parties, coordinating: [] } : null
}

/** "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo": what the agency also is. */
function afterApposition(tokens: readonly Token[], at: number): number {
  const isRole = ['-', '–', ','].includes(tokens[at]?.text ?? '') && ['cơ quan thường trực', 'thường trực', 'cơ quan chủ trì', 'đơn vị thường trực', 'cơ quan đầu mối', 'trưởng ban', 'phó trưởng ban'].some((words) => standsAt(tokens, at + 1, words))
  return isRole && !tokens.slice(at).some(({ text: mark }) => mark === ':' || mark === ';') ? tokens.length : at
}

/** "7. Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải" over its bullets: a body named by what it does, among headings of agencies. */
function bodyOf(text: string, node: OutlineNode, tokens: readonly Token[]): Party | null {
  // "6. Trách nhiệm của các tổ chức hoạt động trong lĩnh vực …": the opening vouches for the rest.
  const opened = ['trách nhiệm của', 'nhiệm vụ của'].find((words) => standsAt(tokens, 0, words))?.split(' ').length ?? 0
  const bracket = tokens.findIndex(({ text: mark }) => mark === '(')
  const rest = bracket > opened ? bracket : tokens.at(-1)?.text === ':' ? tokens.length - 1 : tokens.length
  if (opened > 0 && node.children.length > 0 && rest - opened <= BODY_WORDS_MAX && !tokens.slice(opened, rest).some(({ text: mark }) => [':', ';', '.'].includes(mark))) return partyOf(tokens, opened, rest, { isGeneric: true })?.party ?? null
  // "11. Đề nghị các doanh nghiệp sản xuất, chế biến và xuất khẩu hàng hóa" over what they shall do.
  const asked = ['đề nghị', 'yêu cầu', 'đối với'].find((words) => standsAt(tokens, 0, words)) === undefined ? 0 : 2
  const isAsked = asked > 0 && node.children.filter((child) => isVerbAt(tokenize(text, child.start, Math.min(child.end, child.start + CHILD_CHARS)), 0)).length * 2 > node.children.length
  const isHeading = tokens[asked]?.lower === 'các' && (isAsked || tokens[0]?.text === 'Các') && longestAt(tokens, asked + 1, GENERIC_NOUNS) > 0 && node.children.length > 0 && tokens.length <= BODY_WORDS_MAX
  if (!isHeading) return null
  if (isAsked && !tokens.slice(0, rest).some(({ text: mark }) => [':', ';', '.'].includes(mark))) return partyOf(tokens, asked, rest, { isGeneric: true })?.party ?? null
  // "… có trách nhiệm:" vouches that all before it is the name.
  const duty = tokens.findIndex((_, at) => standsAt(tokens, at, 'có trách nhiệm'))
  const end = duty > 0 && tokens.slice(duty + 3).every(({ text: mark }) => [':', '.', 'sau'].includes(mark)) ? duty : tokens.at(-1)?.text === ':' ? tokens.length - 1 : tokens.length
  const isNamed = end === duty || (node.children.every(isBullet) && isAmongAgencies(text, node))
  if (!isNamed || tokens.slice(0, end).some(({ text: mark }) => [':', ';', '.'].includes(mark))) return null
  return partyOf(tokens, 0, end, { isGeneric: true })?.party ?? null
}

const BODY_WORDS_MAX = 40

/** "1. Sở A chỉ đạo …, trong đó lưu ý các nội dung sau:" over bullets that begin with their verbs: they are Sở A's. */
function dutyOverList(text: string, node: OutlineNode, tokens: readonly Token[]): Owner | null {
  if (tokens.at(-1)?.text !== ':' || node.children.length < 2) return null
  const bare = node.children.filter((child) => isVerbAt(tokenize(text, child.start, Math.min(child.end, child.start + CHILD_CHARS)), 0))
  if (bare.length * 2 <= node.children.length) return null
  const subject = findSubject(tokens, { owner: null, previous: null })
  if (subject === null || subject.parties.every(isIssuer)) return null
  const isPure = tokens.slice(subject.next).every((token) => ANNOUNCING.has(token.lower))
  if (isPure) return { lead: subject.parties, coordinating: [] }
  const isAlsoDuty = findDeadline(node.text) !== null || /phối hợp (?:chặt chẽ )?với/iu.test(node.text)
  return standsAt(tokens, subject.next, 'chủ trì') && isAlsoDuty ? null : { lead: subject.parties, coordinating: [], isAlsoDuty }
}

const CHILD_CHARS = 80

/** "1. Bộ Tài chính chủ trì, phối hợp với các địa phương liên quan thực hiện các nhiệm vụ sau:" over its list. */
function announcement(tokens: readonly Token[], list: PartyList): Owner | null {
  if (tokens.at(-1)?.text !== ':' || list.parties.every(isIssuer)) return null
  let next = afterSubject(tokens, list)
  if (standsAt(tokens, next, 'chủ trì')) next += tokens[next + 2]?.text === ',' ? 3 : 2
  const company = coordinationAt(tokens, next)
  if (next === list.next && company === null && !ANNOUNCING.has(tokens[next]?.lower ?? '')) return null
  const rest = tokens.slice(company?.next ?? next)
  return rest.every((token) => ANNOUNCING.has(token.lower)) ? { lead: list.parties, coordinating: company?.parties ?? [] } : null
}

/** "3. Trung tâm Phục vụ hành chính công" between "2. Phòng Nội vụ" and "4. Công an phường" is an agency like its neighbours. */
function isAmongAgencies(text: string, node: OutlineNode): boolean {
  const neighbours = node.parent?.children ?? []
  let agencies = 0
  for (const other of neighbours.slice(0, NEIGHBOURS_MAX)) {
    if (other === node || other.kind !== node.kind || other.text.length > HEADING_CHARS_MAX) continue
    if (parseParties(tokenize(text, other.start, other.end), 0)?.parties.some((party) => !party.isWeak) === true) agencies++
  }
  return agencies > 1 || (agencies === 1 && neighbours.length < 4)
}
