import { namedAt, partyAt } from './agency.ts'
import { LEVELS } from './agency-words.ts'
import { distributedItem, type ListHead, listHeadAt } from './agency-list.ts'
import { afterSeparator, placeEnd, skipParenthesis } from './agency-name.ts'
import { type Found, type Party, wordsOf } from './party.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

export interface PartyList {
  parties: Party[]
  /** The first token after the list. */
  next: number
}

const PARTIES_MAX = 80
const COUNCIL = /^(UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân) (?:[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Hh]uyện|[Pp]hường|[Xx]ã) \p{Lu}/u
/** "Các Vụ: Tổ chức - Biên chế, …": here the word names a portfolio. */
const LISTING: ReadonlySet<string> = new Set(['Vụ', 'Phòng', 'Ban', 'Cục', 'Sở'])

/** Reads agencies from token `at` on, as far as the list goes; null when none stands there. */
export function parseParties(tokens: readonly Token[], at: number): PartyList | null {
  const parties: Party[] = []
  let head: ListHead | null = null
  let next = at
  let cursor = at
  while (parties.length < PARTIES_MAX) {
    const opened = listHeadAt(tokens, cursor)
    if (opened !== null) {
      head = opened
      cursor = opened.next
    }
    // A term with its own head stands for itself, even inside "Các sở: …".
    const named = opened === null ? partyAt(tokens, cursor) : namedAt(tokens, cursor)
    // "UBND các huyện: Mù Cang Chải, Trạm Tấu": a place, however much it sounds like a station.
    const isListed: boolean = head?.kind === 'place' ? named?.party.isWeak === true && tokens[cursor + 1]?.isCapital === true : LISTING.has(head?.words ?? '') && standsAt(tokens, cursor, 'tổ chức')
    // "Các Bộ: Quốc phòng, Công an": the ministry, not the police of a place.
    const isMinistry: boolean = head !== null && head.words.endsWith('Bộ') && standsAt(tokens, cursor, 'công an') && placeEnd(tokens, cursor + 2) === cursor + 2
    const own: Found | null = isListed || isMinistry ? null : named
    // "UBND thành phố Hà Nội, Thành phố Hồ Chí Minh": the council is said once.
    const council: string | undefined = own === null && head === null ? COUNCIL.exec(parties.at(-1)?.name ?? '')?.[1] : undefined
    if (council !== undefined && longestAt(tokens, cursor, LEVELS) > 0) head = { words: council, kind: 'place', next: cursor }
    const found: Found | null = own !== null ? own : head === null ? null : distributedItem(tokens, cursor, head)
    if (found === null) break
    const bracketed = withBracket(tokens, found)
    parties.push(bracketed.party)
    if (head === null && tokens[cursor]?.lower === 'sở') head = { words: 'Sở', kind: 'portfolio', next: cursor }
    next = bracketed.next
    // "Bộ Chỉ huy Quân sự tỉnh/Ban Chỉ huy Bộ đội Biên phòng".
    const slash = tokens[next]?.text === '/' && tokens[next + 1]?.isCapital === true && namedAt(tokens, next + 1)?.party.isWeak === false
    cursor = slash ? next + 1 : afterSeparator(tokens, skipParenthesis(tokens, next))
    if (cursor === -1 || isCompany(tokens, next)) break
  }
  return parties.length === 0 ? null : { parties, next }
}

/** "Sở Du lịch cùng với Hiệp hội Du lịch có phương án": who helps, not who leads; after a comma it only ends a list. */
function isCompany(tokens: readonly Token[], at: number): boolean {
  return standsAt(tokens, at, 'cùng với')
}

/** "Bộ Công an (Cục C06)": a bracket that holds nothing but an agency narrows the ministry before it. */
function withBracket(tokens: readonly Token[], { party, next }: Found): Found {
  const inner = party.name.startsWith('Bộ ') && tokens[next]?.text === '(' && tokens[next + 1]?.isCapital === true ? partyAt(tokens, next + 1) : null
  const close = inner === null ? undefined : tokens[inner.next]
  if (inner === null || inner.party.isGeneric || close?.text !== ')') return { party, next }
  const written = wordsOf(tokens.slice(next, inner.next + 1))
  return { party: { ...party, name: `${party.name} ${written}`, end: close.end }, next: inner.next + 1 }
}
