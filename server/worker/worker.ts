import { Logger, runMigrations, type LogFunctionFactory } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor, type World } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import { DELIVERY_TASK, POST_TASK } from '#server/events/delivery.ts'
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
import { startLine, type LineOptions } from './job-line.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'
import { removeExpiredSessions, sweep } from './sweep.ts'

/** For statements around jobs; a job that waits for somebody outside holds none. */
const CONNECTIONS_BESIDE_LISTENING = 5
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
  /** Lets the jobs under way finish, and breaks off what waits for a receiver. */
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

  const stopping = new AbortController()
  const lines = jobLines(world, log, transports, stopping.signal)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: lines.length + CONNECTIONS_BESIDE_LISTENING })
  const note = (error: Error) => {
    // Connections that we end ourselves may be cut before they have said goodbye.
    if (!stopping.signal.aborted) log.warn({ err: error }, 'worker: connection lost')
  }
  pool.on('error', note)
  // A connection cut while it is lent out tells nobody else.
  pool.on('connect', (client) => client.on('error', note))
  const logger = new Logger(pinoLines(log))
  const started = await Promise.all(lines.map((line) => startLine(line, { pool, logger, log })))
  return {
    isWell: () => started.every((line) => line.isWell()),
    async stop() {
      stopping.abort()
      await Promise.all(started.map((line) => line.stop()))
      await pool.end()
      transports.mail?.close()
    },
  }
}

/**
 * A line for our own work, and one for each neighbour that may keep us waiting: a mail server or a receiver that does
 * not answer delays no notification, and neither of them the other.
 */
function jobLines(world: World, log: Log, { post, mail, levels }: Transports, stopping: AbortSignal): LineOptions[] {
  const ctx = ctxFor(world, SYSTEM_ACTOR)
  const carryOut = async (payload: unknown) => deliver(ctx, z.object({ deliveryId: z.uuid() }).parse(payload).deliveryId, post, stopping)
  const inside = {
    [DELIVERY_TASK]: carryOut,
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
  // Asked while there was an authority, and there is none now: fails, and is tried again when there is.
  const raise = async (payload: unknown) => {
    if (levels === null) throw new Error('TIMESTAMP_URL is not set')
    await raiseLevel(ctx, z.object({ documentId: z.uuid() }).parse(payload).documentId, levels)
  }
  return [
    // Files at 19:17 UTC, which is night in Việt Nam: it looks at every one of them.
    { tasks: inside, width: 4, crontab: `* * * * * ${SWEEP_TASK}\n7 * * * * ${CLEAN_UP_TASK}\n17 19 * * * ${TIDY_FILES_TASK}` },
    { tasks: { [POST_TASK]: carryOut }, width: 8 },
    { tasks: { [MAIL_TASK]: async (payload) => sendMail(ctx, z.object({ mailId: z.uuid() }).parse(payload).mailId, mail) }, width: 2 },
    { tasks: { [RAISE_TASK]: raise }, width: 2 },
  ]
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
