import { upperFirst } from '#server/kernel/upper-first.ts'
import { DUTY_VERBS } from '#server/tasks/extraction/duty-words.ts'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { longestAt, tokenize } from '#server/tasks/extraction/tokens.ts'
import { folded, type ConclusionText, type NamedUnit, type UnitDuty } from './conclusion.ts'

/**
 * The paragraphs of a conclusion as they stand in the notice. A text that says what to do and not who becomes one
 * order ("Giao … chủ trì, phối hợp với … xây dựng …"); any other text stays as it is, and who leads, who coordinates
 * and until when stand behind it, each only when the text does not say it already.
 */
export function noticeParagraphs(conclusion: ConclusionText): string[] {
  const paragraphs = conclusion.text.normalize('NFC').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const order = paragraphs.length === 1 ? orderOf(conclusion) : null
  if (order !== null) return [closed(order)]
  const addition = [dutySentence(conclusion), deadlineSentence(conclusion)].filter((sentence) => sentence !== '').join('; ')
  if (addition === '') return paragraphs.map((line, index) => (index === paragraphs.length - 1 ? closed(line) : line))
  const last = paragraphs.pop() ?? ''
  return [...paragraphs, `${closed(last)} ${closed(upperFirst(addition))}`.trim()]
}

/** Null where the text does not begin with what is to be done, or names a unit itself. */
function orderOf(conclusion: ConclusionText): string | null {
  const text = conclusion.text.normalize('NFC').trim().replace(/[\s;,.]+$/u, '')
  const { leads, others, saysLead } = unsaid(conclusion)
  if (!beginsWithDuty(text) || leads === '' || saysLead || /[.!?]\s/u.test(text)) return null
  const deadline = deadlineSentence(conclusion)
  const helpers = others === '' ? '' : `, phối hợp với ${others}`
  const duty = `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`
  // "Chủ trì, điều phối chung …" has the word already.
  const order = duty.startsWith('chủ trì') ? `${duty}${helpers}` : `chủ trì${helpers} ${duty}`
  return `Giao ${leads} ${order}${deadline === '' ? '' : `; ${deadline}`}`
}

/** "Tổ chức hội nghị" and "Rà soát và đánh giá" say what to do, "Tổ chức và nhân sự" does not. */
function beginsWithDuty(text: string): boolean {
  const tokens = tokenize(text, 0, text.length)
  const length = longestAt(tokens, 0, DUTY_VERBS)
  return length > 0 && (tokens[length]?.lower !== 'và' || longestAt(tokens, length + 1, DUTY_VERBS) > 0)
}

/** The units whose part the text itself does not give: a unit may well be named there for another reason. */
function unsaid({ text, units }: ConclusionText): { leads: string; others: string; saysLead: boolean } {
  const { rows } = readAssignments(text)
  const said = { lead: rows.flatMap(({ lead }) => lead), coordinating: rows.flatMap(({ coordinating }) => coordinating) }
  const isSaid = ({ duty, nameAsWritten }: NamedUnit) => said[duty].some((name) => folded(name) === folded(nameAsWritten))
  const missing = (duty: UnitDuty) => joined(units.filter((unit) => unit.duty === duty && !isSaid(unit)).map((unit) => inSentence(unit.nameAsWritten)))
  return { leads: missing('lead'), others: missing('coordinating'), saysLead: units.some((unit) => unit.duty === 'lead' && isSaid(unit)) }
}

/** "Các sở, ngành" within a sentence; a name keeps its capital. */
function inSentence(name: string): string {
  return /^(?:Các|Những|Mọi|Tất cả|Toàn bộ|Toàn thể)\s/u.test(name) ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name
}

function dutySentence(conclusion: ConclusionText): string {
  const { leads, others } = unsaid(conclusion)
  if (leads !== '' && others !== '') return `giao ${leads} chủ trì, phối hợp với ${others} thực hiện`
  if (leads !== '') return `giao ${leads} chủ trì thực hiện`
  return others === '' ? '' : `${others} phối hợp thực hiện`
}

function deadlineSentence({ text, deadlineText, dueOn }: ConclusionText): string {
  if (deadlineText !== null && deadlineText.trim() !== '') {
    return mentions(text, deadlineText) ? '' : `thời hạn: ${lowerFirst(deadlineText.trim())}`
  }
  if (dueOn === null) return ''
  const [year, month, day] = dueOn.split('-')
  const written = `${day}/${month}/${year}`
  return text.includes(written) ? '' : `hoàn thành chậm nhất ngày ${written}`
}

function mentions(text: string, words: string): boolean {
  return folded(text).includes(folded(words))
}

/** "A", "A và B", "A, B và C"; names with commas inside stay apart by semicolons. */
function joined(names: readonly string[]): string {
  const separator = names.some((name) => name.includes(',')) ? '; ' : ', '
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(separator)} và ${last}`
}

function closed(sentence: string): string {
  const bare = sentence.replace(/[\s;,.]+$/u, '')
  if (bare === '') return ''
  return /[:!?…]$/u.test(bare) ? bare : `${bare}.`
}

/** Only words that open a deadline or say what to do: "Trong tháng 10", "Trình ban hành", never a name. */
function lowerFirst(text: string): string {
  return beginsWithDuty(text) || /^(?:Trong|Trước|Hoàn thành|Từ|Đến|Sau|Chậm nhất|Hằng|Hàng|Quý|Tháng|Năm|Ngày)(?:\s|$)/u.test(text)
    ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1) : text
}
