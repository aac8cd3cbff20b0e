import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'

/** An accepted WebSocket and the TCP (or TLS) stream under it. */
export interface LiveSocket {
  ws: WebSocket
  stream: Duplex
}

/** A whole unmasked binary frame (RFC 6455 §5.2), made once and written to every socket of a room. */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { length } = payload
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = 0x82
  if (headerBytes === 2) frame[1] = length
  if (headerBytes === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  }
  if (headerBytes === 10) {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, headerBytes)
  return frame
}

/**
 * Writes a ready frame past `ws`: the same buffer for 500 sockets instead of 500 headers. Sound because compression
 * is off, so `ws` itself writes each of its frames whole and at once.
 */
export function writeFrame({ ws, stream }: LiveSocket, frame: Buffer): void {
  if (ws.readyState === WebSocket.OPEN && !stream.destroyed) stream.write(frame)
}

/** Bytes handed to the socket that the network has not taken yet. */
export function unsentBytes({ stream }: LiveSocket): number {
  return stream.writableLength
}
