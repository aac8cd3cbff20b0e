import type { OutlineNode } from './outline.ts'
import { skipParenthesis } from './agency-name.ts'
import { parseParties } from './parse-parties.ts'
import type { Party } from './party.ts'
import { lineage } from './sections.ts'
import { standsAt, tokenize } from './tokens.ts'

/** Per paragraph the agencies it names as a heading itself, null when it is none. */
export type Owners = Map<OutlineNode, Party[] | null>

const EXECUTION = /tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai/iu
const HEADING_CHARS_MAX = 600
const NEIGHBOURS_MAX = 12
const OPENINGS = ['trách nhiệm của', 'nhiệm vụ của', 'đối với', 'giao cho', 'giao trách nhiệm cho', 'giao', 'yêu cầu', 'đề nghị']
const ENDINGS = ['có trách nhiệm', 'có nhiệm vụ', 'chủ trì', 'triển khai', 'thực hiện', 'một số', 'các', 'nhiệm vụ', 'nội dung', 'công việc', 'như', 'sau', 'đây']

export function newOwners(): Owners {
  return new Map()
}

/** The agencies that the nearest heading above names for `node`; null when none does. */
export function ownerOf(text: string, node: OutlineNode, owners: Owners): Party[] | null {
  for (const above of lineage(node)) {
    let named = owners.get(above)
    if (named === undefined) {
      named = headingParties(text, above)
      owners.set(above, named)
    }
    if (named !== null && above !== node) return named
  }
  return null
}

function headingParties(text: string, node: OutlineNode): Party[] | null {
  if (node.kind === 'row' || node.kind === 'cell' || node.text.length > HEADING_CHARS_MAX) return null
  const tokens = tokenize(text, node.start, node.end)
  const opening = OPENINGS.find((words) => standsAt(tokens, 0, words))
  const list = parseParties(tokens, opening === undefined ? 0 : opening.split(' ').length)
  if (list === null) return null
  let next = skipParenthesis(tokens, list.next)
  for (const ending of ENDINGS) if (standsAt(tokens, next, ending)) next += ending.split(' ').length
  while ([':', '.', ';'].includes(tokens[next]?.text ?? '')) next++
  if (next < tokens.length) return null
  const isTrusted = list.parties.some((party) => !party.isWeak) || lineage(node).some((above) => above !== node && EXECUTION.test(above.text))
  return isTrusted || isAmongAgencies(text, node) ? list.parties : null
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
