import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DEMO_PASSWORD } from '../../prisma/seed/demo-province.ts'
import type { Locale } from '#server/kernel/actor.ts'

/** In this order; `--pause-after` takes a name or its number. */
export const STEPS = [
  'server', 'receiver', 'sign_in', 'prepare', 'answer', 'open', 'connect', 'ink', 'hand', 'poll', 'close', 'import', 'approve',
  'sign', 'issue', 'pdf', 'events',
] as const
export type StepName = (typeof STEPS)[number]

/** Chair, secretary, approver and clerk come on top; a meeting holds 1,000. */
const PEOPLE_MAX = 900

export interface RehearsalOptions {
  noticeFile: string
  peopleCount: number
  outFolder: string
  /** Null: the one on this machine, or one started for the rehearsal. */
  serverUrl: string | null
  password: string
  pauseAfter: StepName | null
  ackLog: string | null
  locale: Locale
}

export const USAGE = `nghisu rehearse --notice FILE --people N --out DIR [options]

  --notice FILE        text of a conclusion notice or a plan, UTF-8
  --people N           officials at the meeting, 1 to ${PEOPLE_MAX}
  --out DIR            gets notice.pdf and events.jsonl
  --server URL         a running server on this machine; left out: http://localhost:PORT, else one is started in DIR
  --password P         password of the demo accounts
  --pause-after STEP   waits for Enter after a step, by name or number:
                       ${STEPS.join(' ')}
  --ack-log FILE       appends a line of JSON for every change that the server acknowledged
  --locale vi|en       language of the report, default vi`

/** The options, or what is wrong with the command line. */
export function readOptions(args: string[]): RehearsalOptions | 'help' | { problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        notice: { type: 'string' }, people: { type: 'string' }, out: { type: 'string' }, server: { type: 'string' },
        password: { type: 'string', default: DEMO_PASSWORD }, 'pause-after': { type: 'string' }, 'ack-log': { type: 'string' },
        locale: { type: 'string', default: 'vi' }, help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const { notice, people, out, server = null, locale } = values
    if (notice === undefined || people === undefined || out === undefined) return { problem: '--notice, --people, --out ?' }
    if (!existsSync(notice)) return { problem: `--notice ${notice} ?` }
    const peopleCount = Number(people)
    if (!Number.isInteger(peopleCount) || peopleCount < 1 || peopleCount > PEOPLE_MAX) return { problem: `--people 1…${PEOPLE_MAX}` }
    if (server !== null && !/^https?:\/\//.test(server)) return { problem: '--server http://…' }
    if (locale !== 'vi' && locale !== 'en') return { problem: '--locale vi|en' }
    const pauseAfter = values['pause-after'] === undefined ? null : stepOf(values['pause-after'])
    if (pauseAfter === undefined) return { problem: `--pause-after ${STEPS.join('|')}` }
    return {
      noticeFile: path.resolve(notice), peopleCount, outFolder: path.resolve(out), serverUrl: server?.replace(/\/+$/, '') ?? null,
      password: values.password, pauseAfter, ackLog: values['ack-log'] ?? null, locale,
    }
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

function stepOf(text: string): StepName | undefined {
  return STEPS.find((name, index) => name === text || String(index + 1) === text)
}
