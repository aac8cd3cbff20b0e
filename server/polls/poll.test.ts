import { expect, test } from 'vitest'
import { isRefusal } from '#server/kernel/refusal.ts'
import { assertCastable, assertDistinct, COMMON_CHOICES, tally, type Poll } from './poll.ts'

const noon = new Date('2026-11-23T05:00:00Z')
const before = new Date(noon.getTime() - 1)
const open: Poll = { state: 'open', choices: COMMON_CHOICES, closesAt: noon }

test.each<[string, Poll, string, Date, string | null]>([
  ['a ballot in time is taken', open, 'Tán thành', before, null],
  ['a ballot at the closing instant is too late', open, 'Tán thành', noon, 'poll.closed'],
  ['a poll without a clock takes ballots until it is closed', { ...open, closesAt: null }, 'Tán thành', noon, null],
  ['a closed poll takes none', { ...open, state: 'closed' }, 'Tán thành', before, 'poll.closed'],
  ['a draft takes none', { ...open, state: 'draft' }, 'Tán thành', before, 'poll.not_open'],
  ['a choice that is not on the ballot is refused', open, 'Có', before, 'poll.unknown_choice'],
])('%s', (_claim, poll, choice, now, code) => {
  expect(refusalOf(() => assertCastable(poll, choice, now))).toBe(code)
})

test('every choice is counted in its place, also one that nobody took', () => {
  const ballots = ['b', 'a', 'b'].map((choice) => ({ choice }))
  expect(tally(['a', 'b', 'c'], ballots)).toEqual([
    { choice: 'a', count: 1 }, { choice: 'b', count: 2 }, { choice: 'c', count: 0 },
  ])
  expect(() => tally(['a'], [{ choice: 'x' }])).toThrow('A ballot names no choice')
})

test('two choices that read alike are refused, composed or not', () => {
  expect(refusalOf(() => assertDistinct(['Đồng ý', 'đồng ý']))).toBe('poll.choices_alike')
  expect(refusalOf(() => assertDistinct(['Đồng ý', 'Đồng ý'.normalize('NFD')]))).toBe('poll.choices_alike')
  expect(refusalOf(() => assertDistinct(COMMON_CHOICES))).toBe(null)
})

function refusalOf(act: () => void): string | null {
  try {
    act()
    return null
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code
    throw thrown
  }
}
