import { type Draft, newDraft, trimmed } from './draft.ts'
import { readDeadline } from './clause-deadline.ts'
import { findDeadline } from './find-deadline.ts'
import { findMoney } from './money.ts'
import { parseParties, type PartyList } from './parse-parties.ts'
import { standsAt, type Token } from './tokens.ts'

/**
 * Reads "Nâng cấp mạng: Sở A chủ trì, Sở B phối hợp; thời gian: Quý III/2026" and "Mua máy (Sở A chủ trì; hoàn thành trong
 * tháng 5/2026)": the duty first, who chairs it behind a colon or in brackets. Null when "chủ trì" has an object of its own.
 */
export function readTrailingRoles(text: string, tokens: readonly Token[], path: string): Draft | null {
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return null
  for (let at = 2; at < Math.min(tokens.length - 3, ROLES_AT_MAX); at++) {
    const mark = tokens[at - 1]?.text
    const isAfterTime = (mark === '-' || mark === '–') && opensBracket(tokens, at) && tokens[at]?.lower === 'giao'
    if (mark !== ':' && mark !== '(' && mark !== '.' && mark !== ';' && !isAfterTime) continue
    const lead = parseParties(tokens, tokens[at]?.lower === 'do' || tokens[at]?.lower === 'giao' ? at + 1 : at)
    if (lead === null) continue
    const isBare = mark === '(' && isBareRole(text, tokens, lead.next)
    const isInvestor = standsAt(tokens, lead.next, 'làm chủ đầu tư')
    if (!isBare && !isInvestor && !standsAt(tokens, lead.next, 'chủ trì')) continue
    const rest = isBare ? { helpers: [], next: lead.next + 1 } : rolesEnd(tokens, lead.next + (isInvestor ? 4 : 2))
    if (rest === null) return null
    const opening = isAfterTime ? tokens.findLastIndex((token, index) => index < at && token.text === '(') : at - 1
    const draft = newDraft(path, trimmed(text, { start: first.start, end: tokens[opening]?.start ?? first.end }))
    draft.lead = lead.parties
    draft.coordinating = rest.helpers
    draft.evidence = { title: 'words before the roles', lead: 'chủ trì behind the duty', ...(rest.helpers.length > 0 ? { coordinating: 'phối hợp behind the duty' } : {}) }
    const from = isAfterTime ? (tokens[opening + 1]?.start ?? last.end) : (tokens[rest.next]?.start ?? last.end)
    const head = draft.title
    draft.title = { start: from, end: last.end }
    readDeadline(text, draft, { prefix: head, between: { start: from, end: from }, end: last.end })
    draft.title = head
    const money = findMoney(text.slice(from, last.end))
    if (money !== null) {
      draft.budgetMillionVnd = money.millionVnd
      draft.budgetAt = { start: from + money.start, end: from + money.end }
      draft.evidence.budgetMillionVnd = 'amount with its unit'
    }
    return draft.title.end - draft.title.start > TITLE_CHARS_MIN ? draft : null
  }
  return null
}

function opensBracket(tokens: readonly Token[], at: number): boolean {
  const opening = tokens.findLastIndex((token, index) => index < at && token.text === '(')
  return opening !== -1 && !tokens.slice(opening, at).some((token) => token.text === ')')
}

/** "(Sở Khoa học và Công nghệ; Quý III/2026)" at the end: who and when, without the words for them. */
function isBareRole(text: string, tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== ';' && tokens[at]?.text !== ',') return false
  const close = tokens.findIndex((token, index) => index > at && token.text === ')')
  const [first, last] = [tokens[at + 1], tokens[close]]
  if (first === undefined || last === undefined || tokens.slice(close + 1).some((token) => token.isWord)) return false
  const written = text.slice(first.start, last.start)
  const found = findDeadline(written)
  return found !== null && found.start < 12 && written.length - found.end < 3
}

const ROLES_AT_MAX = 160
const TITLE_CHARS_MIN = 8

/** What stands behind "chủ trì": the helpers, then nothing, a bracket, or words of time; null for an object. */
function rolesEnd(tokens: readonly Token[], at: number): { helpers: PartyList['parties']; next: number } | null {
  let next = at
  while ([',', ';', 'và'].includes(tokens[next]?.lower ?? '')) next++
  let helpers: PartyList['parties'] = []
  const isWith = ['phối hợp với', 'phối hợp cùng', 'phối hợp'].find((words) => standsAt(tokens, next, words))
  const colon = isWith !== undefined && tokens[next + isWith.split(' ').length]?.text === ':' ? 1 : 0
  const list = parseParties(tokens, next + (isWith?.split(' ').length ?? 0) + colon)
  if (list !== null && (isWith !== undefined || standsAt(tokens, list.next, 'phối hợp'))) {
    helpers = list.parties
    next = list.next + (isWith === undefined ? 2 : 0)
    if (standsAt(tokens, next, 'thực hiện')) next += 2
  } else if (next === at && tokens[next] !== undefined && tokens[next]?.text !== ')' && tokens[next]?.text !== '.') return null
  while ([',', ';', ')', '.', '('].includes(tokens[next]?.text ?? '')) next++
  const isTime = TIMES.some((words) => standsAt(tokens, next, words)) || /^\d/.test(tokens[next]?.text ?? '')
  return tokens[next] === undefined || isTime ? { helpers, next } : null
}

const TIMES = ['hoàn thành', 'thực hiện trong', 'thực hiện trước', 'thực hiện từ', 'thực hiện đến', 'thực hiện thường xuyên', 'xong trước', 'thời gian', 'thời hạn', 'tiến độ', 'kinh phí', 'trong', 'trước', 'chậm nhất', 'quý', 'tháng', 'năm', 'đến', 'từ', 'dự kiến', 'thường xuyên', 'định kỳ', 'hằng', 'hàng']
