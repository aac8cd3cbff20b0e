import path from 'node:path'
import { importsOf, reachedFrom, targetOf, type Sources } from './imports.ts'

/**
 * The architecture: a file imports only from its own part or from parts to its left. `generated` is the database
 * client; `scripts` and `prisma/engine` start the database; `prisma/seed` is the demo province.
 */
export const LINE = [
  'signing', 'generated', 'kernel', 'i18n', 'events', 'directory', 'workflows', 'documents', 'annotations', 'meetings', 'agenda',
  'speakers', 'polls', 'circulations', 'tasks', 'minutes', 'sources', 'signatures', 'correspondence', 'audit', 'notifications',
  'integrations', 'realtime', 'http', 'worker', 'scripts', 'prisma/engine', 'database', 'prisma/seed', 'cli', 'main', 'app',
] as const

const LINES_MAX = 400
const CODE = /\.(?:ts|tsx|mts|mjs|js)$/
const TEST = /\.test\.tsx?$/

/** The part a file belongs to by its place, whether the line knows it or not. Files at the root belong to none. */
export function partOf(file: string): string | null {
  if (file === 'server/main.ts') return 'main'
  const [top = '', second] = file.split('/')
  if (second === undefined) return null
  if (top === 'server') return second
  return top === 'prisma' ? `prisma/${second}` : top
}

/** Tests and what only tests use. They import what they like, and nothing of the product imports them. */
export function isForTests(file: string): boolean {
  const name = path.posix.basename(file)
  return TEST.test(file) || name.startsWith('test-') || name.endsWith('.fixture.ts') || file.includes('/fixtures/')
    || /^(?:server\/test|app\/e2e|bench)\//.test(file)
}

/** Imports that run against the line, leave a part by dots, or name nothing. */
export function strayImports(sources: Sources): string[] {
  return eachImport(sources, (file, specifier, target) => {
    if (target === null) return []
    const faults = []
    const [from, to] = [partOf(file), partOf(target)]
    if (to !== 'generated' && !sources.has(target) && CODE.test(target)) faults.push('names no file')
    if (specifier.startsWith('.') && from !== to && /^(?:server|signing|generated)\//.test(target)) {
      faults.push('crosses into another part by dots; write #server/, #signing/ or #generated/')
    }
    const isFree = isForTests(file) && from !== 'signing'
    if (!isFree && from !== null && from !== to && !standsLeftOf(to, from)) faults.push(`${from} may not know ${to ?? 'the root'}`)
    if (!isForTests(file) && isForTests(target)) faults.push('the product may not use what is for tests')
    return faults
  })
}

function standsLeftOf(part: string | null, other: string): boolean {
  const line: readonly (string | null)[] = LINE
  return line.includes(part) && line.indexOf(part) < line.indexOf(other)
}

/** Parts that have no place in the line yet. */
export function unknownParts(sources: Sources): string[] {
  const known: readonly string[] = [...LINE, 'test', 'bench']
  const parts = [...sources.keys()].map(partOf).filter((part) => part !== null)
  return [...new Set(parts)].filter((part) => !known.includes(part)).map((part) => `${part}: give it a place in LINE`)
}

// Written so that this file does not hold the words themselves.
const BANNED: readonly { pattern: RegExp; why: string; where?: RegExp }[] = [
  { pattern: /\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b/, why: 'an issue or nothing' },
  { pattern: /:\s*any(?:\[\])?\s*(?:[;,)=\]}>|&{]|$)|<[a]ny>|\bas any\b(?!\s+\w)/m, why: 'unknown, then a schema' },
  { pattern: /@ts-(?:ignore|nocheck|expect-error)|eslint-(?:disable)/, why: 'no rule is switched off in place' },
  { pattern: /\b(?:test|it|describe)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf)\b/, why: 'no test is left out' },
  { pattern: /\bconsole\.|\blog\w*\.(?:\w+)\(|kernel\/log\.ts/, why: 'a choice must never reach a log', where: /\/polls\// },
]

export function bannedWords(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) =>
    BANNED.filter(({ where }) => where === undefined || where.test(file)).flatMap(({ pattern, why }) => {
      const found = pattern.exec(text)
      return found === null ? [] : [`${file}:${lineOf(text, found.index)}: ${found[0].trim()} (${why})`]
    }),
  )
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

const SERVER_ONLY = /^(?:node:|zod(?:\/|$)|@prisma\/|pg(?:\/|$)|graphile-worker|express|@node-rs\/|pino|nodemailer|busboy)/

/** Screens may use nouns of the server; nothing they reach may need the server, or weigh as much as a schema library. */
export function serverOnlyInScreens(sources: Sources): string[] {
  const screens = [...sources.keys()].filter((file) => /^app\/(?:features|components)\//.test(file) && !isForTests(file))
  const reached = reachedFrom(sources, screens, ({ isTypeOnly }) => !isTypeOnly)
  const inBrowser = new Map([...sources].filter(([file]) => reached.has(file)))
  return eachImport(inBrowser, (_file, specifier, target, isTypeOnly) => {
    if (isTypeOnly) return []
    const isServerOnly = target === null ? SERVER_ONLY.test(specifier) : target.startsWith('generated/') || /\.server\.tsx?$/.test(target)
    return isServerOnly ? ['does not belong in a browser, and a screen reaches this file'] : []
  })
}

const DRAWERS = /(?:^|-)(?:index|utils?|helpers?|services?|managers?|common|misc)$/
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|fixture|server|client|config|d))*$/

/** Drawers instead of nouns and verbs, in the name of a file or a folder. */
export function poorNames(sources: Sources): string[] {
  return [...sources.keys()].flatMap((file) => {
    const [name = '', ...folders] = file.split('/').reverse()
    const stem = name.replace(CODE, '')
    if (!KEBAB.test(stem)) return [`${file}: names are kebab-case`]
    const isWords = /^server\/i18n\/(?:vi|en)\/common\.ts$/.test(file)
    const isDrawer = [stem.split('.')[0] ?? '', ...folders].some((word) => DRAWERS.test(word))
    return isDrawer && !isWords ? [`${file}: say what it is about`] : []
  })
}

/** Where programs start, and the face of the signing library, tests not among them: of the product, what none of these reaches is dead. */
export function rootsOf(sources: Sources): string[] {
  const named = [...(sources.get('app/routes.ts') ?? '').matchAll(/['"](routes\/[^'"]+)['"]/g)].map(([, file = '']) => `app/${file}`)
  const entries = /^(?:server\/main\.ts|server\/cli\/main\.ts|server\/test\/global-setup\.ts|app\/routes\.ts|app\/root\.tsx|app\/entry\.\w+\.tsx|signing\/signing\.ts|bench\/[^/]+\.ts|[^/]+)$/
  return [...named, ...[...sources.keys()].filter((file) => entries.test(file))]
}

/** Files that nobody reaches, and files of the product that only tests reach: a test keeps nothing alive but its own tools. */
export function orphans(sources: Sources): string[] {
  const alive = reachedFrom(sources, rootsOf(sources))
  const tested = reachedFrom(sources, [...sources.keys()].filter((file) => TEST.test(file)))
  const typescript = [...sources.keys()].filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !TEST.test(file))
  return typescript.flatMap((file) => {
    if (alive.has(file) || (isForTests(file) && tested.has(file))) return []
    return [`${file}: ${tested.has(file) ? 'only tests reach it' : 'nobody reaches it'}`]
  })
}

export function missingRoots(sources: Sources): string[] {
  return rootsOf(sources).filter((file) => !sources.has(file)).map((file) => `${file}: named in app/routes.ts, but not there`)
}

export function longestFiles(sources: Sources, count: number): { file: string; lines: number }[] {
  const sized = [...sources].map(([file, text]) => ({ file, lines: text.split('\n').length - 1 }))
  return sized.sort((one, other) => other.lines - one.lines).slice(0, count)
}

export function tooLong(sources: Sources): string[] {
  return longestFiles(sources, sources.size).filter(({ lines }) => lines > LINES_MAX).map(({ file, lines }) => `${file}: ${lines} lines`)
}

/** `file: specifier: fault` for every fault that `judge` finds. */
function eachImport(
  sources: Sources,
  judge: (file: string, specifier: string, target: string | null, isTypeOnly: boolean) => string[],
): string[] {
  return [...sources].flatMap(([file, text]) =>
    importsOf(text).flatMap(({ specifier, isTypeOnly }) =>
      judge(file, specifier, targetOf(file, specifier), isTypeOnly).map((fault) => `${file}: ${specifier}: ${fault}`),
    ),
  )
}
