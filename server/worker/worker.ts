import { Logger, run, runMigrations, type LogFunctionFactory, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor, type World } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import { DELIVERY_TASK } from '#server/events/delivery.ts'
import { MAIL_TASK } from '#server/notifications/mail.ts'
import { closePollsWhoseTimeIsUp } from '#server/polls/close-poll.ts'
import { postEvent, type PostEvent } from '#server/integrations/ioc/client.ts'
import { sendMail } from '#server/integrations/mail/send-mail.ts'
import { smtpTransport, type MailTransport } from '#server/integrations/mail/smtp-transport.ts'
import type { Settings } from '#server/kernel/settings.ts'
import { endSignatureSessions } from '#server/signatures/end-signature-sessions.ts'
import { levelMeansOf } from '#server/signatures/level-means.ts'
import { RAISE_TASK, raiseLevel, resumeRaising, type LevelMeans } from '#server/signatures/raise-level.ts'
import { deliver } from './deliver.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'
import { removeExpiredSessions, sweep } from './sweep.ts'

const CONCURRENCY = 4
/** Jobs at once, one connection to listen, one to spare. */
const CONNECTIONS_MAX = CONCURRENCY + 2
const SWEEP_TASK = 'sweep'
const CLEAN_UP_TASK = 'clean_up'
const TIDY_FILES_TASK = 'tidy_files'

/** The ways out of the house. Tests stand in them. */
export interface Transports {
  post: PostEvent
  /** Null: no mail server; mails are kept for the mailbox page. */
  mail: MailTransport | null
  /** Null: no timestamp authority; signatures stay at B-B. */
  levels: LevelMeans | null
}

export interface WorkerOptions {
  world: World
  databaseUrl: string
  log: Log
  transports?: Transports
}

export interface RunningWorker {
  /** Lets the jobs under way finish. */
  stop(): Promise<void>
  /** False when it stopped by itself or lost the database. */
  isWell(): boolean
}

export function transportsOf(settings: Settings): Transports {
  return {
    post: postEvent,
    mail: settings.smtpUrl === null ? null : smtpTransport(settings.smtpUrl, settings.mailFrom),
    levels: levelMeansOf(settings),
  }
}

/** The tables of the job queue. Before the first verb, because events add jobs. */
export async function migrateWorker(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: silent })
}

/**
 * Starts the worker in this process, on tables made before (`migrateWorker`): carries out deliveries and mails, sweeps
 * every minute. Whatever a killed process left behind gets its job back at once.
 */
export async function startWorker({ world, databaseUrl, log, transports = transportsOf(world.settings) }: WorkerOptions): Promise<RunningWorker> {
  const ctx = ctxFor(world, SYSTEM_ACTOR)
  await sweep(ctx)

  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX })
  const note = (error: Error) => log.warn({ err: error }, 'worker: connection lost')
  pool.on('error', note)
  // A connection cut while it is lent out tells nobody else.
  pool.on('connect', (client) => client.on('error', note))
  const taskList: TaskList = {
    [DELIVERY_TASK]: async (payload) => deliver(ctx, z.object({ deliveryId: z.uuid() }).parse(payload).deliveryId, transports.post),
    [MAIL_TASK]: async (payload) => sendMail(ctx, z.object({ mailId: z.uuid() }).parse(payload).mailId, transports.mail),
    // Asked while there was an authority, and there is none now: fails, and is tried again when there is.
    [RAISE_TASK]: async (payload) => {
      if (transports.levels === null) throw new Error('TIMESTAMP_URL is not set')
      await raiseLevel(ctx, z.object({ documentId: z.uuid() }).parse(payload).documentId, transports.levels)
    },
    [SWEEP_TASK]: async () => {
      await sweep(ctx)
      await closePollsWhoseTimeIsUp(world)
      await resumeRaising(ctx)
    },
    [CLEAN_UP_TASK]: async () => {
      await removeExpiredSessions(ctx)
      await endSignatureSessions(ctx)
    },
    [TIDY_FILES_TASK]: async () => {
      await removeUnnamedFiles(ctx, log)
    },
  }
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: new Logger(pinoLines(log)),
    taskList,
    // Files at 19:17 UTC, which is night in Việt Nam: it looks at every one of them.
    crontab: `* * * * * ${SWEEP_TASK}\n7 * * * * ${CLEAN_UP_TASK}\n17 19 * * * ${TIDY_FILES_TASK}`,
  })

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
      await pool.end()
      transports.mail?.close()
    },
  }
}

const silent = new Logger(() => () => undefined)

/** Job payloads hold ids only; graphile's chatter stays at debug. */
function pinoLines(log: Log): LogFunctionFactory {
  return (scope) => (level, message) => {
    const line = { ...scope }
    if (level === 'error') log.error(line, message)
    else if (level === 'warning') log.warn(line, message)
    else log.debug(line, message)
  }
}
