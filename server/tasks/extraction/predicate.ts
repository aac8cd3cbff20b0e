import { bareGenericAt } from './agency.ts'
import { afterSeparator } from './agency-name.ts'
import { unknownAt } from './free-name.ts'
import { parseParties, type PartyList } from './parse-parties.ts'
import { type Draft, trimmed } from './draft.ts'
import { MODIFIERS } from './duty-words.ts'
import { isVerbAt } from './subject.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

/** Reads "chủ trì, phối hợp với …" and sets coordinating units and title of `draft`; `from` is the first token after the subject. */
export function readPredicate(text: string, tokens: readonly Token[], from: number, draft: Draft): void {
  const shared = sharedRoles(tokens, from)
  if (shared !== null) {
    add(draft, shared)
    return setTitle(text, tokens, afterBridge(tokens, shared.next), draft)
  }
  // "là cơ quan chủ trì, phối hợp với …" chairs like "chủ trì, phối hợp với …".
  const role = CHAIRING.slice(0, 3).find((words) => words.endsWith('chủ trì') && standsAt(tokens, from, words))
  let at = role === undefined ? afterRole(tokens, from) : from + role.split(' ').length - 2
  if (standsAt(tokens, at, 'chịu trách nhiệm')) {
    if (standsAt(tokens, at + 3, 'chính')) at += 4
    else if (isVerbAt(tokens, at + 3)) at += 3
  }
  if (standsAt(tokens, at, 'chủ trì')) {
    at += 2
    const next = tokens[at]
    if (next?.lower === 'và' && !standsAt(tokens, at + 1, 'phối hợp')) return readJoint(text, tokens, from, at, draft)
    if (next?.lower === 'và' || next?.text === ',') at++
  }
  if (standsAt(tokens, at, 'tiếp tục phối hợp')) at += 2
  const joined = coordinationAt(tokens, at)
  if (joined !== null) {
    add(draft, joined)
    at = joined.next
  }
  const later = laterCoordination(tokens, at)
  if (later !== null) {
    add(draft, later)
    if (joined !== null && joined.parties.length > 0) at = later.next
  }
  setTitle(text, tokens, afterBridge(tokens, at), draft)
}

function add(draft: Draft, list: PartyList): void {
  draft.coordinating.push(...list.parties)
  if (list.parties.length > 0) draft.evidence.coordinating = 'phối hợp'
}

/** "X là đơn vị chủ trì, Y và Z là đơn vị phối hợp xây dựng …", "X chủ trì, Y phối hợp thực hiện …". */
function sharedRoles(tokens: readonly Token[], from: number): PartyList | null {
  const lead = CHAIRING.find((words) => standsAt(tokens, from, words))
  if (lead === undefined) return null
  let at = from + lead.split(' ').length
  const isParted = [',', ';', 'và'].includes(tokens[at]?.lower ?? '')
  while ([',', ';', 'và', 'do', 'giao'].includes(tokens[at]?.lower ?? '')) at++
  // "làm đầu mối, cùng với A và B nâng cấp …": who joins in.
  const company = isParted && tokens[at]?.lower === 'cùng' ? parseParties(tokens, tokens[at + 1]?.lower === 'với' ? at + 2 : at + 1) : null
  if (company !== null && isVerbAt(tokens, company.next)) return company
  const list = isParted ? parseParties(tokens, at) : null
  const helping = list === null ? undefined : HELPING.find((words) => standsAt(tokens, list.next, words))
  if (list === null || helping === undefined) return null
  const next = list.next + helping.split(' ').length
  return ['với', 'cùng'].includes(tokens[next]?.lower ?? '') ? null : { parties: list.parties, next: tokens[next]?.text === ',' ? next + 1 : next }
}

const CHAIRING = ['là đơn vị chủ trì', 'là cơ quan chủ trì', 'làm đơn vị chủ trì', 'là đơn vị đầu mối', 'làm đầu mối', 'làm chủ trì', 'là chủ trì', 'chủ trì']
const HELPING = ['là các đơn vị phối hợp', 'là các cơ quan phối hợp', 'là đơn vị phối hợp', 'là cơ quan phối hợp', 'làm đơn vị phối hợp', 'cùng phối hợp', 'phối hợp']

/** "Là cơ quan đầu mối, chủ trì …": the role before the duty. */
function afterRole(tokens: readonly Token[], at: number): number {
  if (!['là', 'làm'].includes(tokens[at]?.lower ?? '')) return at
  if (standsAt(tokens, at + 1, 'đầu mối') && standsAt(tokens, at + 3, 'phối hợp')) return at + 3
  for (let end = at + 1; end < Math.min(tokens.length, at + 16); end++) {
    if (standsAt(tokens, end, 'chủ trì') || standsAt(tokens, end, 'phối hợp')) return tokens[end - 1]?.text === ',' || tokens[end - 1]?.lower === 'và' ? end : at
  }
  return at
}

const BRIDGES = ['trong việc', 'trong công tác', 'để', 'nhằm', ',', 'có trách nhiệm', 'theo dõi và']

function afterBridge(tokens: readonly Token[], from: number): number {
  let at = from
  for (;;) {
    const bridge = BRIDGES.slice(0, -1).find((words) => standsAt(tokens, at, words))
    if (bridge === undefined) return at
    at += bridge.split(' ').length
  }
}

/** "chủ trì và điều phối … với <agencies> để …": the party stands after the object. */
function readJoint(text: string, tokens: readonly Token[], from: number, at: number, draft: Draft): void {
  for (let cursor = at; cursor < tokens.length; cursor++) {
    if (['để', ',', ';'].includes(tokens[cursor]?.lower ?? '')) break
    const list = tokens[cursor]?.lower === 'với' ? parseParties(tokens, cursor + 1) : null
    if (list === null) continue
    draft.coordinating.push(...list.parties)
    draft.evidence.coordinating = 'với'
    break
  }
  setTitle(text, tokens, from, draft)
}

function setTitle(text: string, tokens: readonly Token[], at: number, draft: Draft): void {
  const start = tokens[at]?.start ?? draft.title.end
  draft.title = trimmed(text, { start, end: draft.title.end })
}

/** "phối hợp [chặt chẽ] [với|cùng] <agencies>"; no agencies is a coordination without party. */
export function coordinationAt(tokens: readonly Token[], at: number): PartyList | null {
  let next = at
  if (standsAt(tokens, next, 'phối hợp') || standsAt(tokens, next, 'phối, kết hợp')) {
    next += standsAt(tokens, next, 'phối hợp') ? 2 : 4
    for (const manner of ['chặt chẽ', 'đồng bộ', 'thường xuyên', 'tích cực', 'kịp thời', 'hiệu quả']) if (standsAt(tokens, next, manner)) next += 2
  } else if (tokens[next]?.lower !== 'cùng') return null
  const isWith = ['với', 'cùng'].includes(tokens[next]?.lower ?? '')
  while (['với', 'cùng'].includes(tokens[next]?.lower ?? '')) next++
  const list = parseParties(tokens, next) ?? (isWith ? unnamedAt(tokens, next) : null)
  if (list !== null) return list
  if (!isWith) return { parties: [], next: tokens[next]?.text === ',' ? next + 1 : next }
  return { parties: [], next: at }
}

/** Behind "với" a name with an unknown head counts as written, and a body without article, too: the words vouch for them. */
function unnamedAt(tokens: readonly Token[], at: number): PartyList | null {
  const generic = bareGenericAt(tokens, at)
  const found = generic ?? unknownAt(tokens, at)
  if (found === null) return null
  const joint = afterSeparator(tokens, found.next)
  const more = joint === -1 ? null : parseParties(tokens, joint)
  return { parties: [found.party, ...(more?.parties ?? [])], next: more?.next ?? found.next }
}

function laterCoordination(tokens: readonly Token[], from: number): PartyList | null {
  for (let at = from + 1; at < tokens.length; at++) {
    if (!standsAt(tokens, at, 'phối hợp') || !(([',', ';', 'và', 'trì', '('].includes(tokens[at - 1]?.lower ?? '')) || (tokens[at - 3]?.text === ',' && longestAt(tokens, at - 2, MODIFIERS) === 2))) continue
    if (!['với', 'cùng', 'chặt'].includes(tokens[at + 2]?.lower ?? '') && tokens[at + 2]?.isCapital !== true) continue
    const list = coordinationAt(tokens, at)
    if (list !== null && list.parties.length > 0) return list
  }
  return null
}
