// What `npm start`, `npm test`, `npm run dev` and `npm run nghisu` run first: brings installed packages, generated
// code and builds up to the sources. Knows no package itself, since there may be none yet. When nothing changed it
// only compares hashes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from './file-lock.mjs'
import { installPackages } from './install-packages.mjs'
import { runOrFail, step } from './steps.mjs'

const NODE_OLDEST = [20, 19]
const ROOT = path.dirname(import.meta.dirname)
const CACHE = path.join(ROOT, '.cache')
const BUILT = ['build/server/index.js', 'build/client', 'dist/main.js', 'dist/cli.js', 'dist/screens.js']
const SOURCES = [
  'app', 'server', 'signing', 'public', 'prisma/schema', 'prisma/engine', 'scripts', 'package.json', 'package-lock.json', 'prisma.config.ts',
  'tsconfig.json', 'vite.config.ts', 'remix.config.js',
]
const SCHEMA = ['prisma/schema', 'prisma.config.ts', 'package-lock.json']

/** In order: each stands on those before it. `isDone` must be cheap; `make` may take its time. */
const STEPS = [
  {
    name: 'installed',
    modes: ['start', 'test', 'build', 'dev', 'cli'],
    isDone: (stamp) => stamp === hashOf(['package-lock.json']) && existsSync(path.join(ROOT, 'node_modules')),
    make: async () => {
      await installPackages(ROOT)
      return hashOf(['package-lock.json'])
    },
  },
  {
    name: 'generated',
    modes: ['start', 'test', 'build', 'dev', 'cli'],
    isDone: (stamp) => stamp === hashOf(SCHEMA) && existsSync(path.join(ROOT, 'generated/prisma/client.ts')),
    make: async () => {
      const hash = hashOf(SCHEMA)
      await step('Generating the database client', () =>
        runOrFail('prisma generate', process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
          cwd: ROOT,
          env: { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
        }))
      return hash
    },
  },
  {
    name: 'built',
    modes: ['start', 'build', 'cli'],
    isDone: (stamp) => BUILT.every((file) => existsSync(path.join(ROOT, file))) && stamp === hashOf(SOURCES),
    make: async () => {
      const hash = hashOf(SOURCES)
      await step('Building the screens', () =>
        runOrFail('The build of the screens', process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], {
          cwd: ROOT,
          env: { NODE_ENV: 'production' },
        }))
      const { compressAssets } = await import('./compress-assets.mjs')
      compressAssets(ROOT)
      const { bundleServer } = await import('./bundle-server.mjs')
      // Pieces of an earlier build have other names and would stay.
      rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true })
      await step('Bundling the server', () => bundleServer(ROOT))
      return hash
    },
  },
]

async function prepare(mode) {
  refuseOldNode()
  const steps = STEPS.filter(({ modes }) => modes.includes(mode))
  if (steps.length === 0) throw new Error(`Usage: node scripts/prepare.mjs start|test|build|dev|cli (not "${mode}")`)
  if (!steps.every(isDone)) {
    const release = await waitForLock()
    try {
      for (const each of steps) if (!isDone(each)) await makeStep(each)
    } finally {
      release()
    }
  }
  if (mode === 'test') {
    const { ensureTools } = await import('./system-tools.mjs')
    const release = await waitForLock()
    await ensureTools(ROOT).finally(release)
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldest, oldestMinor] = NODE_OLDEST
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return
  throw new Error(`Nghị Sự needs Node ${NODE_OLDEST.join('.')} or later; this is Node ${process.versions.node}. Install a newer one from your system's packages or from the Node project, then try again.`)
}

/** One stamp a step. That of the packages lies with them, so that removing them removes it. */
function stampFile(name) {
  return name === 'installed' ? path.join(ROOT, 'node_modules', '.nghi-su-installed') : path.join(CACHE, `${name}.stamp`)
}

function isDone({ name, isDone }) {
  const file = stampFile(name)
  return existsSync(file) && isDone(readFileSync(file, 'utf8').trim())
}

/** The stamp goes first and comes back last: a step that was killed is done again. */
async function makeStep({ name, make }) {
  const file = stampFile(name)
  rmSync(file, { force: true })
  const stamp = await make()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${stamp}\n`)
  renameSync(`${file}.new`, file)
}

async function waitForLock() {
  mkdirSync(CACHE, { recursive: true })
  for (let waited = 0; ; waited++) {
    const lock = tryLock(path.join(CACHE, 'prepare.lock'))
    if ('release' in lock) return lock.release
    if (waited % 20 === 0) console.error(`• Waiting for process ${lock.holder}, which is preparing this folder too…`)
    await sleep(250)
  }
}

/** Hash over names and contents; tests are left out, since nothing that runs is made of them. */
function hashOf(names) {
  const hash = createHash('sha256')
  for (const file of names.flatMap((name) => filesIn(path.join(ROOT, name)))) {
    const content = readFileSync(file)
    hash.update(`${path.relative(ROOT, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesIn(place) {
  const found = statSync(place, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [place]
  return readdirSync(place)
    .filter((name) => !/\.(test|bench)\.tsx?$/.test(name) && name !== 'e2e')
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)))
}

try {
  await prepare(process.argv[2] ?? 'start')
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
