import { crc32, deflateSync } from 'node:zlib'

/** A signature as a pen leaves it: 600 by 240 pixels, blue, mostly transparent. */
export function makeInkPng(): Buffer {
  const [width, height] = [600, 240]
  const rows = Buffer.alloc(height * (1 + width * 4))
  for (let x = 0; x < width; x++) {
    const middle = height / 2 + Math.sin(x / 23) * 60 + Math.sin(x / 7) * 20
    for (let y = Math.floor(middle) - 3; y < middle + 3; y++) rows.set([15, 50, 150, 220], y * (1 + width * 4) + 1 + x * 4)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
