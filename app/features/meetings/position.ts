import type { LiveMessage } from '../live-sequence.ts'

/** A page of a paper, from 1. */
export interface Place {
  versionId: string
  page: number
}

/** Where the session stands: its item and the page everybody sees. */
export interface Position {
  /** The ledger's number of the move that led here. */
  event: number
  itemId: string | null
  presented: (Place & { userId: string; name: string }) | null
}

/** A reading that was under way while somebody turned the page does not turn it back. */
export function laterOf(read: Position, heard: Position | null): Position {
  return heard !== null && heard.event > read.event ? heard : read
}

/** Where an announcement leads from `before`; the same object when it leads nowhere. */
export function positionAfter(before: Position, { topic, event, data }: LiveMessage, people: readonly { userId: string; name: string }[]): Position {
  if (event === undefined || event <= before.event) return before
  if (topic === 'page.presented') return { ...before, event, presented: pageIn(data, people) }
  if (topic === 'agenda.item_opened' && hasText(data, 'itemId')) return { ...before, event, itemId: data.itemId }
  return before
}

function pageIn(data: unknown, people: readonly { userId: string; name: string }[]): Position['presented'] {
  if (!hasText(data, 'versionId') || !hasText(data, 'presenterId')) return null
  const page: unknown = 'page' in data ? data.page : null
  if (typeof page !== 'number') return null
  const { presenterId, versionId } = data
  return { versionId, page, userId: presenterId, name: people.find((person) => person.userId === presenterId)?.name ?? '' }
}

function hasText<Name extends string>(data: unknown, name: Name): data is Record<Name, string> {
  return typeof data === 'object' && data !== null && name in data && typeof (data as Record<Name, unknown>)[name] === 'string'
}
