import { createRequestHandler } from '@remix-run/express'
import type { RequestHandler } from 'express'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemoProvince } from '../prisma/seed/demo-province.ts'
import { fileVerifier } from '#server/correspondence/verify-file.ts'
import { startDatabase } from '#server/database/embedded-postgres.ts'
import { applyMigrations, pendingMigrations } from '#server/database/migrate.ts'
import { projectRoot } from '#server/database/project-root.ts'
import { actorOfIdleSession } from '#server/directory/queries.ts'
import { makeApp, pageContextOf } from '#server/http/app.ts'
import { makeDocumentReader } from '#server/http/document-reader.ts'
import { sessionTokenOf } from '#server/http/session-cookie.ts'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor, type World } from '#server/kernel/ctx.ts'
import { openDb } from '#server/kernel/db.ts'
import { folderFileStore } from '#server/kernel/files.ts'
import { makeLog, type Log } from '#server/kernel/log.ts'
import { StopInOrder } from '#server/kernel/stop-in-order.ts'
import { can as canInIoc } from '#server/integrations/ioc/policy.ts'
import { readSettings, type Settings } from '#server/kernel/settings.ts'
import { mayJoinMeeting } from '#server/meetings/queries.ts'
import { hearAnnouncements } from '#server/realtime/hear-announcements.ts'
import { listen } from '#server/realtime/listen.ts'
import { makeMeetingHub } from '#server/realtime/meeting-hub.ts'
import { makeRoomKinds } from '#server/realtime/room-kinds.ts'
import { makeRooms } from '#server/realtime/rooms.ts'
import { attachSockets } from '#server/realtime/upgrade.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { Judge } from '#server/signatures/judge.ts'
import { migrateWorker, startWorker } from '#server/worker/worker.ts'

/** The composition root: environment → database → files → worker → sockets → pages. Nothing else constructs. */
async function main(started: StopInOrder): Promise<void> {
  const isDevelopment = process.env['NODE_ENV'] === 'development'
  const settings = readSettings(process.env)
  const log = makeLog(settings.logLevel)
  const say = (sentence: string) => console.log(`• ${sentence}`)
  // Heard from the beginning: a first start takes a while, and whoever breaks it off must find nothing running.
  onStopSignal(started, log)

  say(settings.databaseUrl === null ? `Starting the embedded PostgreSQL in ${settings.dataDir}` : 'Connecting to PostgreSQL')
  const database = await startDatabase({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, log: say, onGivenUp })
  started.add(() => database.stop())
  const applied = await applyMigrations(database.url)
  if (applied.length > 0) say(`Applied ${applied.length} database migration(s)`)
  await migrateWorker(database.url)

  const world: World = { db: openDb(database.url), files: folderFileStore(path.join(settings.dataDir, 'files')), settings }
  started.add(() => world.db.$disconnect())
  if (settings.hasDemo) {
    if (await seedDemoProvince(world)) say('Filled the demo province')
    say('Looking after the demo certificates (no legal value); the first start makes their keys')
    await ensureDemoAuthority(world)
  }

  const worker = await startWorker({ world, databaseUrl: database.url, log })
  started.add(() => worker.stop())
  const rooms = makeRooms({ kinds: makeRoomKinds(ctxFor(world, SYSTEM_ACTOR)), log })
  started.add(() => rooms.close())
  const hub = makeMeetingHub({ mayJoinMeeting, mayWatchWall: (ctx) => Promise.resolve(canInIoc.seeWall(ctx.actor)), log })
  started.add(() => hub.close())
  const ear = listen({ databaseUrl: database.url, ...hearAnnouncements({ hub, rooms }), log })
  started.add(() => ear.close())

  const judge = new Judge()
  started.add(() => judge.close())
  const reader = makeDocumentReader()
  started.add(() => reader.close())

  const root = projectRoot()
  const server = createServer()
  const { pages, assets } = isDevelopment ? await developmentPages(server) : await builtPages(root)
  server.on('request', makeApp({
    world, log, pages, reader, verifier: fileVerifier(world, judge), publicFolder: path.join(root, 'public'),
    clientFolder: isDevelopment ? null : path.join(root, 'build/client'),
    ...(assets === undefined ? {} : { assets }),
    health: {
      database: () => world.db.$queryRaw`SELECT 1`.then(() => null),
      migrations: async () => {
        const { pending, failed } = await pendingMigrations(database.url)
        return pending.length + failed.length === 0 ? null : `pending: ${pending.join(', ')}; failed: ${failed.join(', ')}`
      },
      worker: () => Promise.resolve(worker.isWell() ? null : 'the worker has stopped'),
    },
  }))
  attachSockets({
    server, hub, rooms, log, publicUrl: settings.publicUrl,
    // Vite names itself in the subprotocol of its own sockets (vite-hmr, vite-ping).
    isForOthers: (request) => isDevelopment && request.headers['sec-websocket-protocol']?.startsWith('vite-') === true,
    ctxFor: (actor) => ctxFor(world, actor),
    authenticate: async (request) => {
      const token = sessionTokenOf(request.headers.cookie)
      return token === null ? null : ((await actorOfIdleSession(world.db, token, new Date(), settings.timeZone))?.actor ?? null)
    },
  })
  started.add(() => {
    server.close()
    server.closeAllConnections()
  })
  await listenOn(server, settings)
  banner(server, settings)
}

interface Pages {
  pages: RequestHandler
  assets?: RequestHandler
}

async function builtPages(root: string): Promise<Pages> {
  const build = await import(pathToFileURL(path.join(root, 'dist/screens.js')).href)
  return { pages: createRequestHandler({ build, mode: 'production', getLoadContext: (_request, response) => ({ page: pageContextOf(response) }) }) }
}

/** Vite compiles as the browser asks, on the same port. */
async function developmentPages(server: Server): Promise<Pages> {
  const vite = await import('vite').then(({ createServer: createVite }) =>
    createVite({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' }))
  return {
    assets: vite.middlewares,
    pages: createRequestHandler({
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<never>,
      mode: 'development',
      getLoadContext: (_request, response) => ({ page: pageContextOf(response) }),
    }),
  }
}

/** Longer than a reverse proxy keeps a connection (60 s is usual), so that we never close one that is being used. */
const KEEP_ALIVE_MS = 75_000
/** 200 MB over bad Wi-Fi (0.5 Mbit/s); Node's own limit of five minutes would cut it off. */
const REQUEST_MS_MAX = 3_600_000

function listenOn(server: Server, { port, host }: Settings): Promise<void> {
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.requestTimeout = REQUEST_MS_MAX
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Choose another: PORT=3001 npm start`) : error))
    server.listen(port, host, resolve)
  })
}

function banner(server: Server, settings: Settings): void {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.port
  const lines = [``, `Nghị Sự: http://localhost:${port}`]
  if (settings.hasDemo) {
    lines.push(`Tài khoản mẫu (mật khẩu / password: ${DEMO_PASSWORD})`)
    for (const { account, name, title } of DEMO_ACCOUNTS) lines.push(`  ${account.padEnd(6)} ${name}, ${title}`)
  }
  lines.push('Ctrl-C: dừng / stop', '')
  console.log(lines.join('\n'))
}

const STOP_MS_MAX = 15_000

/** The first signal stops in order; a second one, or fifteen seconds, stops at once. Everything acknowledged is on disk either way. */
function onStopSignal(started: StopInOrder, log: Log): void {
  const onSignal = () => {
    if (started.isStopping) process.exit(1)
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
    void started.stop().then((thrown) => {
      for (const error of thrown) log.error({ err: error }, 'could not stop in order')
      process.exit(thrown.length === 0 ? 0 : 1)
    })
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

/** Without its database the process is of no use, and whoever watches over it starts it again. */
function onGivenUp(): void {
  console.error('\nPostgreSQL ended again and again and is not started any more; see postgres.log in the data folder.\n')
  process.exit(1)
}

const started = new StopInOrder()
main(started).catch((thrown: unknown) => {
  // A start that was broken off fails in some way; the stop says how it ends.
  if (started.isStopping) return
  console.error(thrown instanceof Error ? `\n${thrown.message}\n` : thrown)
  if (process.env['LOG_LEVEL'] === 'debug') console.error(thrown)
  process.exit(1)
})
