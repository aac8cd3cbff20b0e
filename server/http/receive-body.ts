import type { Request } from 'express'
import { Refusal } from '#server/kernel/refusal.ts'

/** How long a sender may be silent, and how long the whole may take. */
export interface SendingTime {
  idleMs: number
  totalMs: number
}

/** 50 MB at 1.4 Mbit/s. What has come is in memory: nobody keeps it there by not sending the rest. */
const SENDING_TIME: SendingTime = { idleMs: 15_000, totalMs: 300_000 }

/** The whole body of a request that is a file. @throws Refusal `tooLarge()`, http.no_file, http.upload_broken, http.upload_too_slow */
export async function receiveBody(request: Request, bytesMax: number, tooLarge: () => Refusal, { idleMs, totalMs } = SENDING_TIME): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge()
  if (request.destroyed) throw broken()
  const received = await new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = []
    let sizeBytes = 0
    const keep = (piece: Buffer) => {
      idle.refresh()
      sizeBytes += piece.length
      if (sizeBytes > bytesMax) refuse(tooLarge())
      else pieces.push(piece)
    }
    // The connection of a refused sender may live on: nothing of what it has sent does.
    const stop = () => {
      clearTimeout(idle)
      clearTimeout(total)
      request.off('data', keep)
      return pieces.splice(0)
    }
    const refuse = (refusal: Refusal) => {
      stop()
      reject(refusal)
    }
    const idle = setTimeout(() => refuse(tooSlow()), idleMs)
    const total = setTimeout(() => refuse(tooSlow()), totalMs)
    request.on('data', keep)
    request.once('end', () => resolve(Buffer.concat(stop())))
    request.once('aborted', () => refuse(broken()))
    request.once('error', () => refuse(broken()))
  })
  if (received.length === 0) throw new Refusal('http.no_file', {}, 400)
  return received
}

function broken(): Refusal {
  return new Refusal('http.upload_broken', {}, 400)
}

/** Not 408: a browser answers that by sending the whole file again, unasked. */
function tooSlow(): Refusal {
  return new Refusal('http.upload_too_slow', {}, 400)
}
