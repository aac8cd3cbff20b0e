import { makeGoodFiles } from '#signing/fixtures/good-files.ts'
import { mutate } from '#signing/fixtures/mutate-pdf.ts'
import { isStillSigned } from '#signing/fixtures/still-signed.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import type { FuzzAnswer } from './validator-fuzz.ts'

/** Judges one mutated file for every message; a thrown error ends the process, which the other side counts. */
async function main(): Promise<void> {
  const { files, options } = await makeGoodFiles()
  process.on('message', (seed: unknown) => {
    if (typeof seed !== 'number') return
    const original = files[seed % files.length] ?? Buffer.alloc(0)
    const { bytes, names } = mutate(original, seed, files)
    const before = process.cpuUsage()
    const { verdict } = validatePdf(bytes, options)
    const { user, system } = process.cpuUsage(before)
    const answer: FuzzAnswer = {
      seed, verdict, mutations: names, isFalselyValid: verdict === 'VALID' && !isStillSigned(original, bytes),
      cpuMs: (user + system) / 1000, rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    process.send?.(answer)
  })
  process.send?.('ready')
}

await main()
