import { run, type Logger, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '#server/kernel/log.ts'

export interface LineOptions {
  tasks: TaskList
  /** Jobs at once. */
  width: number
  /** What the clock starts, in crontab's way. */
  crontab?: string
}

export interface JobLine {
  /** False when it stopped by itself or lost the database. */
  isWell(): boolean
  /** Lets the jobs under way finish. */
  stop(): Promise<void>
}

/** Jobs that wait for each other and for no others. Holds one of the pool's connections, to listen. */
export async function startLine({ tasks, width, crontab = '' }: LineOptions, { pool, logger, log }: { pool: pg.Pool; logger: Logger; log: Log }): Promise<JobLine> {
  const runner = await run({ pgPool: pool, concurrency: width, noHandleSignals: true, logger, taskList: tasks, crontab })
  let isRunning = true
  let isListening = true
  runner.events.on('pool:listen:error', () => { isListening = false })
  runner.events.on('pool:listen:success', () => { isListening = true })
  const ended = runner.promise.then(
    () => { isRunning = false },
    (thrown: unknown) => {
      isRunning = false
      log.error({ err: thrown }, 'worker: stopped')
    },
  )
  return {
    isWell: () => isRunning && isListening,
    async stop() {
      if (isRunning) await runner.stop()
      await ended
    },
  }
}
