import { councilEnd, hasOwnHead, isOwnHouse, JOINTS, placeEnd, PLACES, portfolioEnd } from './agency-name.ts'
import { GENERIC_NOUNS, LEVELS, NAME_PHRASES } from './agency-words.ts'
import { DUTY_VERBS, FUNCTION_WORDS, MODIFIERS } from './duty-words.ts'
import { type Found, partyOf } from './party.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

const NAME_WORDS_MAX = 24
const FIRM = /^(?:công|tổng|tập|hợp)$/u
const TRADES: ReadonlySet<string> = new Set('công trình,công nghiệp,công nghệ,môi trường,xây dựng,đầu tư,thương mại,dịch vụ,hợp tác,sản xuất,khai thác,xử lý,vận tải,tư vấn,thi công,cấp nước,thoát nước,phát triển,năng lượng,hạ tầng,giao thông,xuất nhập,quản lý'.split(','))

/** A name without a fixed shape runs to punctuation, a duty verb or a function word, or through its place. */
export function freeEnd(tokens: readonly Token[], at: number, after: number): number {
  let end = after
  while (end < at + NAME_WORDS_MAX) {
    const token = tokens[end]
    if (token === undefined) break
    if (standsAt(tokens, end, 'chủ trì') || standsAt(tokens, end, 'phối hợp')) break
    // "… và khu công nghiệp Sở Khoa học và Công nghệ": behind a word in lower case another agency begins.
    if (end > after && tokens[end - 1]?.isCapital === false && (token.text === 'Các' || (token.text === 'Sở' && portfolioEnd(tokens, end + 1) > end + 1))) break
    // "Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng": the committee it belongs to ends the name.
    const committee = end > after && token.isCapital && ['tỉnh ủy', 'thành ủy', 'huyện ủy', 'quận ủy'].some((words) => standsAt(tokens, end, words))
    if (committee) return placeEnd(tokens, end + 2)
    if (standsAt(tokens, end, 'đoàn đbqh và hđnd')) {
      end += 4
      continue
    }
    if (end > after && ['cấp tỉnh', 'cấp huyện', 'cấp xã'].some((words) => standsAt(tokens, end, words))) return [',', 'và'].includes(tokens[end + 2]?.lower ?? '') && tokens[end + 3]?.lower === 'cấp' ? end + 5 : end + 2
    // "Ban QLDA ĐTXD ngành NN&PTNT".
    if (token.lower === 'ngành' && end > after && /^\p{Lu}{2}/u.test(tokens[end + 1]?.text ?? '')) {
      end += 2
      continue
    }
    const council = ['ủy ban nhân dân', 'hội đồng nhân dân', 'ubnd', 'hđnd'].find((words) => standsAt(tokens, end, words))
    if (council !== undefined) return councilEnd(tokens, end + council.split(' ').length)
    if (standsAt(tokens, end, 'ủy ban')) {
      end += 2
      continue
    }
    const known = knownLength(tokens, end, at, after)
    // "… Hà Tĩnh tích hợp dữ liệu", "Bảo hiểm xã hội Việt Nam xây dựng": behind a proper name in lower case it is the duty.
    const isDuty = !token.isCapital && end > after && tokens[end - 1]?.isCapital === true && !standsAt(tokens, end - 1, 'ban chỉ đạo') && !/^\p{Lu}{3,}$/u.test(tokens[end - 1]?.text ?? '') && longestAt(tokens, end, DUTY_VERBS) > 0
    if (known > 0 && !isDuty) {
      end += known
      continue
    }
    // "Hạt Kiểm lâm số 1".
    if (token.lower === 'số' && end > at && /^\d{1,2}$/.test(tokens[end + 1]?.text ?? '')) return end + 2
    if (JOINTS.has(token.text)) {
      const next = tokens[end + 1]
      if (end > after && tokens[end - 1]?.isCapital === true && /^\d{2,3}$/.test(next?.text ?? '')) {
        end += 2
        continue
      }
      if (next?.isCapital !== true || ['sở', 'ubnd', 'bộ', 'ủy', 'công'].includes(next.lower) && !standsAt(tokens, end + 1, 'công nghiệp') && !standsAt(tokens, end + 1, 'công nghệ')) break
      end += 2
      continue
    }
    if (token.text === ',') {
      const rest = continuedEnd(tokens, end + 1)
      if (rest === -1 || end === after) break
      return rest
    }
    // "Công ty Cổ phần Công trình Đô thị": a firm's trade, written with one capital.
    if (!token.isCapital && tokens[end - 1]?.isCapital === true && FIRM.test(tokens[at]?.lower ?? '') && TRADES.has(`${tokens[end - 1]?.lower ?? ''} ${token.lower}`)) {
      end++
      continue
    }
    if (!token.isWord) break
    if (isOwnHouse(tokens, end)) return end + 1
    if (token.lower === 'và') {
      if (!isJoinedName(tokens, end, after)) break
      end += 1 + (tokens[end + 1]?.isCapital === true ? Math.max(1, longestAt(tokens, end + 1, NAME_PHRASES)) : 0)
      continue
    }
    const isPlace = PLACES.has(token.lower) || standsAt(tokens, end, 'thành phố') || standsAt(tokens, end, 'chi nhánh') || standsAt(tokens, end, 'khu vực')
    // "Bảo hiểm xã hội huyện, thành phố": one at every place.
    if (isPlace && !token.isCapital && tokens[end + 1]?.text === ',' && longestAt(tokens, end + 2, LEVELS) > 0 && tokens[end + 2]?.isCapital === false) return councilEnd(tokens, end)
    if (isPlace && !token.isCapital) return afterPlace(tokens, placeEnd(tokens, end))
    const isFirst = end - after < 2 && !token.isCapital && longestAt(tokens, end, MODIFIERS) === 0 && longestAt(tokens, end, FUNCTION_WORDS) === 0 && longestAt(tokens, end, DUTY_VERBS) === 0 && tokens[after - 1]?.lower !== 'phòng'
    // "Ban Điều hành các khu phố", "Trạm Y tế các xã, phường".
    if (token.lower === 'các' && (end > after || after - at > 2) && longestAt(tokens, end + 1, LEVELS) > 0) return councilEnd(tokens, end)
    if (!token.isCapital && (longestAt(tokens, end, MODIFIERS) > 0 || (!isFirst && isEndWord(tokens, end)))) break
    end++
  }
  return end
}

/** Words that belong together inside a name. In lower case a portfolio counts only where a name can begin with it. */
function knownLength(tokens: readonly Token[], end: number, at: number, after: number): number {
  // "Ban soạn thảo", "Ban Chỉ đạo": such a verb is a name only behind its head.
  const isLateVerb = end > after && tokens[end]?.isCapital === false && tokens[end - 1]?.lower !== 'ban' && ['soạn thảo', 'chỉ đạo', 'thống kê'].some((words) => standsAt(tokens, end, words))
  const phrase = isLateVerb ? 0 : longestAt(tokens, end, NAME_PHRASES)
  // "Phòng Kinh tế xây dựng kế hoạch" does what "Cục Kinh tế xây dựng" is called.
  const isOffice = tokens[at]?.lower === 'phòng' && standsAt(tokens, end, 'kinh tế xây dựng')
  const portfolio = tokens[end]?.isCapital === true || end === after || tokens[end - 1]?.lower === 'và' ? portfolioEnd(tokens, end) - end : 0
  return Math.max(isOffice ? 2 : phrase, portfolio > 1 ? portfolio : 0)
}

/** "Cục Khoa học công nghệ và Đào tạo", "Cục Quản lý nhà và thị trường bất động sản": what "và" joins is no agency and no duty. */
export function isJoinedName(tokens: readonly Token[], at: number, after: number): boolean {
  const next = tokens[at + 1]
  // "các khu công nghệ cao và khu công nghiệp": what is joined was said before.
  if (next?.lower === 'khu' && tokens.slice(after, at).some((word) => word.lower === 'khu')) return true
  if (next === undefined || !next.isWord || hasOwnHead(tokens, at + 1)) return false
  if (next.isCapital) return true
  const isRunning = at - after >= 2 && tokens[at - 1]?.isCapital === false && tokens[at - 2]?.isWord === true
  return isRunning && !['các', 'những', 'một', 'đại', 'lãnh'].includes(next.lower) && !isEndWord(tokens, at + 1) && longestAt(tokens, at + 1, MODIFIERS) === 0
}

/** "Ban Quản lý … tỉnh Nghệ An" may go on: "tỉnh" first, then "Nghệ An" or "khu vực III". */
function afterPlace(tokens: readonly Token[], at: number): number {
  return standsAt(tokens, at, 'khu vực') || standsAt(tokens, at, 'chi nhánh') ? placeEnd(tokens, at) : at
}

/** Lower-case words that no longer belong to a name. */
export function isEndWord(tokens: readonly Token[], at: number): boolean {
  return longestAt(tokens, at, DUTY_VERBS) > 0 || longestAt(tokens, at, FUNCTION_WORDS) > 0 || longestAt(tokens, at, GENERIC_NOUNS) > 0
}

/** "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh": after the comma no head, but the place that ends the name. */
function continuedEnd(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.isCapital !== true || hasOwnHead(tokens, at)) return -1
  for (let end = at; end < at + 8; end++) {
    const token = tokens[end]
    if (token === undefined) return -1
    if (end > at && (PLACES.has(token.lower) || standsAt(tokens, end, 'thành phố'))) return placeEnd(tokens, end)
    if (token.lower === 'và' && hasOwnHead(tokens, end + 1)) return -1
    if (!token.isWord || (isEndWord(tokens, end) && !token.isCapital && longestAt(tokens, end, NAME_PHRASES) === 0)) return -1
  }
  return -1
}

/** A capital name whose head the grammar does not know, where the words before it vouch that somebody is meant. */
export function unknownAt(tokens: readonly Token[], at: number): Found | null {
  if (tokens[at]?.isCapital !== true || longestAt(tokens, at, DUTY_VERBS) > 1) return null
  const end = freeEnd(tokens, at, at + 1)
  return end > at + 1 && end - at <= UNKNOWN_WORDS_MAX ? partyOf(tokens, at, end) : null
}

const UNKNOWN_WORDS_MAX = 12
