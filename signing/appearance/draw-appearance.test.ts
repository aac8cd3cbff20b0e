import { crc32, deflateSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { drawAppearance } from './draw-appearance.ts'

// The first call parses the font.
vi.setConfig({ testTimeout: 120_000 })

const BOX = { widthPt: 120, heightPt: 80 }

test('a hand-drawn PNG keeps its transparency, and objects are numbered from where the file ends', async () => {
  const { formNumber, objects } = await drawAppearance({ lines: ['Người ký: Nguyễn Thị Quỳnh'], image: { png: bluePng() } }, BOX, 500)
  expect(Math.min(...objects.map(({ number }) => number))).toBeGreaterThanOrEqual(500)
  expect(objects.some(({ number }) => number === formNumber)).toBe(true)
  expect(objects.some(({ body }) => Buffer.from(body).includes('/SMask'))).toBe(true)
})

test('an image that is no PNG, or claims to be enormous, is refused before it is decoded', async () => {
  const huge = bluePng()
  huge.writeUInt32BE(100_000_000, 16)
  for (const png of [Buffer.from('GIF89a'), huge]) {
    await expect(drawAppearance({ lines: [], image: { png } }, BOX, 10)).rejects.toMatchObject({ code: 'appearance.image_unreadable' })
  }
})

test('an image whose few bytes swell beyond its header is refused, and the frames of an animation are not read', async () => {
  const header = chunk('IHDR', Buffer.from([0, 0, 0, 4, 0, 0, 0, 2, 8, 6, 0, 0, 0]))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const bomb = Buffer.concat([signature, header, chunk('IDAT', deflateSync(Buffer.alloc(200 * 1024 * 1024))), chunk('IEND')])
  await expect(drawAppearance({ lines: [], image: { png: bomb } }, BOX, 10)).rejects.toMatchObject({ code: 'appearance.image_unreadable' })
  const frame = (number: number): Buffer => {
    const control = Buffer.alloc(26)
    control.writeUInt32BE(number)
    control.writeUInt32BE(60_000, 4)
    control.writeUInt32BE(60_000, 8)
    return Buffer.concat([chunk('fcTL', control), chunk('fdAT', Buffer.concat([Buffer.alloc(4), deflateSync(Buffer.alloc(100))]))])
  }
  const picture = bluePng()
  const animated = Buffer.concat([picture.subarray(0, 33), chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), frame(0), frame(1), picture.subarray(33)])
  expect((await drawAppearance({ lines: [], image: { png: animated } }, BOX, 10)).objects.length).toBeGreaterThan(1)
})

test('a name the font cannot draw is refused', async () => {
  await expect(drawAppearance({ lines: ['會議'] }, BOX, 10)).rejects.toMatchObject({ code: 'appearance.missing_glyph' })
})

/** Four by two pixels of half-transparent blue. */
function bluePng(): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(16, Buffer.from([15, 50, 150, 128]))])
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 2, 8, 6, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat([row, row]))), chunk('IEND'),
  ])
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
