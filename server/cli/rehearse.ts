import { mkdir } from 'node:fs/promises'
import { t } from '#server/i18n/t.ts'
import { readOptions, STEPS, USAGE, type StepName } from './rehearsal-options.ts'
import { holdMeeting, type RunStep } from './rehearsal-steps.ts'
import { makeRehearsal, type Rehearsal } from './rehearsal.ts'

const SENTENCE_WIDTH = 72

/** Holds a whole meeting against a running server. Exit code 0 when all of it went well, 1 with the reason, 2 for wrong options. */
export async function rehearse(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options === 'help') {
    console.log(USAGE)
    return 0
  }
  if ('problem' in options) {
    console.error(`${options.problem}\n\n${USAGE}`)
    return 2
  }
  const interruption = new AbortController()
  const interrupt = () => interruption.abort(new Error(t(options.locale, 'rehearsal.interrupted')))
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const rehearsal = makeRehearsal(options, interruption.signal)
  const startedMs = performance.now()
  try {
    await mkdir(options.outFolder, { recursive: true })
    const outcome = await holdMeeting(rehearsal, stepsOf(rehearsal))
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    console.log(`\n${rehearsal.say('rehearsal.summary', { ...outcome, seconds })}`)
    return 0
  } catch (thrown) {
    console.error(`✗ ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    return 1
  } finally {
    await rehearsal.putAway()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function stepsOf(rehearsal: Rehearsal): RunStep {
  const { say, options } = rehearsal
  return async (name, work, about = () => ({})) => {
    const place = `${STEPS.indexOf(name) + 1}/${STEPS.length}`
    const startedMs = performance.now()
    try {
      rehearsal.signal().throwIfAborted()
      const result = await work()
      const tookMs = Math.round(performance.now() - startedMs)
      const sentence = say(`rehearsal.done.${name}`, about(result))
      console.log(`✓ ${place.padStart(5)} ${sentence.padEnd(SENTENCE_WIDTH)} ${String(tookMs).padStart(7)} ms`)
      if (options.pauseAfter === name) await pause(rehearsal, name)
      return result
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      throw new Error(`${place} ${say(`rehearsal.step.${name}`)}: ${reason}`, { cause: thrown })
    }
  }
}

/** Until Enter, or until nobody is there to press it. */
async function pause(rehearsal: Rehearsal, name: StepName): Promise<void> {
  console.log(`… ${rehearsal.say('rehearsal.paused', { step: name })}`)
  const { stdin } = process
  const signal = rehearsal.signal()
  try {
    await new Promise<void>((resolve, reject) => {
      stdin.once('data', () => resolve())
      stdin.once('end', () => resolve())
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
  } finally {
    // An open input would keep the process after everything is put away.
    stdin.pause()
  }
}
