// Packs what browsers fetch once, when it is built and not at every request: the morning of a session five hundred
// tablets ask for it at once, over bad Wi-Fi.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const PACKED = /\.(?:js|mjs|css|svg|json|wasm)$/
/** Below this the frame weighs more than what is saved. */
const BYTES_MIN = 1024

export function compressAssets(root) {
  const folder = path.join(root, 'build/client/assets')
  for (const name of readdirSync(folder)) {
    if (!PACKED.test(name)) continue
    const bytes = readFileSync(path.join(folder, name))
    // Every browser takes gzip; better methods are only offered over https, which not every office has inside.
    if (bytes.length >= BYTES_MIN) writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
}
