import { validatePdf, type ValidationReport } from '#signing/validation/validate.ts'

/*
 * The process that opens files of strangers: no network, no database, no key. A file that would keep it busy for
 * ever, or fill its memory, ends this process and nothing else.
 */

export interface JudgeQuestion {
  id: number
  pdf: Uint8Array
  anchorsDer: readonly Uint8Array[]
  at: Date
}

export type JudgeAnswer = { id: number; report: ValidationReport } | { id: number; problem: string }

process.on('message', ({ id, pdf, anchorsDer, at }: JudgeQuestion) => {
  process.send?.(answer())

  function answer(): JudgeAnswer {
    try {
      return { id, report: validatePdf(pdf, { anchorsDer, at }) }
    } catch (thrown) {
      return { id, problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }
    }
  }
})
process.on('disconnect', () => process.exit(0))
