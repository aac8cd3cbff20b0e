import { expect, test } from 'vitest'
import { decodeLiveStroke, encodeLiveStroke } from './live-stroke.ts'
import { MalformedInk } from './packed-bytes.ts'
import { distanceToSegmentPt, simplify } from './simplify-stroke.ts'
import { decodeStroke, encodeStroke, INK_COLOURS, TOOLS, type Stroke, type StrokePoint } from './stroke.ts'

/** Mulberry32: the same numbers for the same seed, so a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function anyUuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function anyStroke(random: () => number): Stroke {
  let xPt = random() * 2_000 - 200
  let yPt = random() * 2_000 - 200
  const points: StrokePoint[] = Array.from({ length: 1 + Math.floor(random() * 150) }, () => {
    xPt += (random() - 0.5) * 8
    yPt += (random() - 0.5) * 8
    return { xPt, yPt, pressure: random() }
  })
  return {
    tool: TOOLS[Math.floor(random() * TOOLS.length)] ?? 'pen',
    colour: Math.floor(random() * INK_COLOURS.length),
    widthPt: Math.round(random() * 100 + 1) / 20,
    authorUserId: anyUuid(random),
    startedAtMs: Math.floor(random() * 4e12),
    hasPressure: random() < 0.5,
    points,
  }
}

test('a stroke comes back as it was drawn, to within a fortieth of a point', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const stroke = anyStroke(seeded(seed))
    const back = decodeStroke(encodeStroke(stroke))
    expect({ ...back, points: [] }, `seed ${seed}`).toEqual({ ...stroke, points: [] })
    expect(back.points.length).toBe(stroke.points.length)
    const errors = back.points.map((point, index) => {
      const drawn = stroke.points[index]
      const pressure = stroke.hasPressure ? drawn?.pressure ?? NaN : 0.5
      return {
        place: Math.max(Math.abs(point.xPt - (drawn?.xPt ?? NaN)), Math.abs(point.yPt - (drawn?.yPt ?? NaN))),
        pressure: Math.abs(point.pressure - pressure),
      }
    })
    expect(Math.max(...errors.map((error) => error.place)), `seed ${seed}`).toBeLessThanOrEqual(0.025 + 1e-9)
    expect(Math.max(...errors.map((error) => error.pressure)), `seed ${seed}`).toBeLessThanOrEqual(1 / 255)
    expect(back.authorUserId).toBe(stroke.authorUserId)
    expect(Buffer.compare(encodeStroke(back), encodeStroke(stroke)), `seed ${seed}`).toBe(0)
  }
})

test('damaged bytes are refused with a typed error, or are another whole stroke; never anything else', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seeded(seed)
    const bytes = encodeStroke(anyStroke(random))
    const damaged = random() < 0.5 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes.slice()
    if (damaged.length === bytes.length) damaged[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    try {
      expect(decodeStroke(damaged).points.length).toBeGreaterThan(0)
    } catch (thrown) {
      expect(thrown, `seed ${seed}`).toBeInstanceOf(MalformedInk)
    }
  }
})

test('every shortened stroke is refused', () => {
  const bytes = encodeStroke(anyStroke(seeded(7)))
  for (let length = 0; length < bytes.length; length += 3) {
    expect(() => decodeStroke(bytes.subarray(0, length))).toThrow(MalformedInk)
  }
})

test('a few bytes that promise thousands of points are refused before memory is taken', () => {
  const stroke = anyStroke(seeded(3))
  const bytes = [...encodeStroke({ ...stroke, points: stroke.points.slice(0, 1) })]
  const header = bytes.slice(0, bytes.length - (stroke.hasPressure ? 5 : 4))
  expect(() => decodeStroke(Uint8Array.from([...header, 0xc0, 0x3e, 0, 0]))).toThrow(MalformedInk)
})

test('a simplified stroke stays within 0.15 pt of every point drawn', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { points } = anyStroke(seeded(seed))
    const kept = simplify(points)
    expect(kept[0]).toBe(points[0])
    expect(kept.at(-1)).toBe(points.at(-1))
    const isNear = points.every((point) =>
      kept.some((from, index) => distanceToSegmentPt(point, from, kept[index + 1] ?? from) <= 0.15 + 1e-9),
    )
    expect(isNear, `seed ${seed}`).toBe(true)
  }
})

test('a written line of 120 points takes at most 200 bytes once simplified', () => {
  const points = Array.from({ length: 120 }, (_, index) => {
    const at = index / 120
    return { xPt: 100 + at * 90, yPt: 300 + Math.sin(at * 14) * 9, pressure: 0.4 + at / 4 }
  })
  const stroke: Stroke = {
    tool: 'pen', colour: 0, widthPt: 1.5, authorUserId: anyUuid(seeded(1)), startedAtMs: 1_790_000_000_000,
    hasPressure: true, points: simplify(points),
  }
  expect(encodeStroke(stroke).length).toBeLessThanOrEqual(200)
})

test('the points of a stroke being drawn come through, and damaged ones are refused', () => {
  const live = {
    strokeNumber: 12, pageIndex: 3, tool: 'pen', colour: 1, widthPt: 1.5, isOver: false,
    points: [{ xPt: 10, yPt: 20, pressure: 1 }, { xPt: 11.5, yPt: 19.05, pressure: 0 }],
  } as const
  const bytes = encodeLiveStroke(live)
  expect(decodeLiveStroke(bytes)).toEqual(live)
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeLiveStroke(bytes.subarray(0, length))).toThrow(MalformedInk)
  }
  expect(decodeLiveStroke(encodeLiveStroke({ ...live, isOver: true }))).toEqual({ ...live, isOver: true, points: [] })
})
