import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, type Sources } from './imports.ts'
import {
  bannedWords, LINE, longestFiles, missingRoots, orphans, poorNames, serverOnlyInScreens, strayImports, tooLong, unknownParts,
} from './tidy-rules.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Neither ours nor code. Any other folder is read, so a new one is seen at once. */
const NOT_READ = ['node_modules', 'build', 'dist', 'generated', 'coverage', 'public', 'docs']

function readSources(): Sources {
  const files = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name]
    if (entry.name.startsWith('.') || NOT_READ.includes(entry.name)) return []
    const inside = readdirSync(path.join(ROOT, entry.name), { recursive: true, encoding: 'utf8' })
    // A bench brings packages of its own.
    return inside.map((file) => path.posix.join(entry.name, file.replaceAll('\\', '/'))).filter((file) => !file.includes('/node_modules/'))
  })
  const code = files.filter((file) => /\.(?:ts|tsx|mts|mjs|js)$/.test(file)).sort()
  return new Map(code.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]))
}

describe('the project', () => {
  const sources = readSources()
  console.log(longestFiles(sources, 5).map(({ file, lines }) => `${String(lines).padStart(4)} ${file}`).join('\n'))

  test.each<[string, (sources: Sources) => string[]]>([
    ['imports only to the left', strayImports],
    ['has a place in the line for every part', unknownParts],
    ['holds no banned word', bannedWords],
    ['keeps the server out of the browser', serverOnlyInScreens],
    ['names files for what they are about', poorNames],
    ['has every file that the routes name', missingRoots],
    ['has no file that nobody reaches', orphans],
    ['has no file over 400 lines', tooLong],
  ])('%s', (_claim, faultsOf) => {
    expect(faultsOf(sources)).toEqual([])
  })

  test('is read at all: a parser that sees nothing finds no fault', () => {
    expect(sources.size).toBeGreaterThan(200)
    expect([...sources.values()].flatMap(importsOf).length).toBeGreaterThan(1000)
  })
})

describe('the checks', () => {
  const tree = (files: Record<string, string>): Sources => new Map(Object.entries(files))
  const using = (...specifiers: string[]) => specifiers.map((name) => `import { x } from '${name}'\n`).join('')
  const empty = { 'server/polls/poll.ts': '', 'server/tasks/task.ts': '', 'server/kernel/days.ts': '', 'app/button.tsx': '' }

  test('no part is named twice in the line', () => {
    expect(new Set(LINE).size).toBe(LINE.length)
  })

  test('an import to the left is well, one to the right is caught, types too', () => {
    expect(strayImports(tree({ ...empty, 'server/tasks/a.ts': using('#server/polls/poll.ts', './task.ts') }))).toEqual([])
    expect(strayImports(tree({ ...empty, 'server/polls/a.ts': using('#server/tasks/task.ts') }))).toHaveLength(1)
    expect(strayImports(tree({ ...empty, 'server/polls/a.ts': `import type { X } from '#server/tasks/task.ts'` }))).toHaveLength(1)
    expect(strayImports(tree({ ...empty, 'server/main.ts': `await ${'import'}('../app/button.tsx')` }))).toHaveLength(1)
  })

  test('an import written over several lines, exported on, or for its effect alone is seen', () => {
    const forms = [
      "import {\n  a,\n  type B,\n} from './a.ts'", "export * from './b.ts'", "export type { C } from './c.ts'", "import './d.css'",
      "import E, { F } from 'e'",
    ]
    expect(importsOf(forms.join('\n')).map(({ specifier }) => specifier).sort()).toEqual(['./a.ts', './b.ts', './c.ts', './d.css', 'e'])
    expect(importsOf("const text = `import nothing from './quoted.ts'`")).toEqual([])
  })

  test('dots into another part are caught, in screens too', () => {
    expect(strayImports(tree({ ...empty, 'server/tasks/a.ts': using('../polls/poll.ts') }))[0]).toContain('by dots')
    expect(strayImports(tree({ ...empty, 'app/features/a.tsx': using('../../server/polls/poll.ts') }))[0]).toContain('by dots')
  })

  test('signing knows nothing of ours, not even in its tests', () => {
    expect(strayImports(tree({ ...empty, 'signing/a.ts': using('#server/kernel/days.ts') }))).toHaveLength(1)
    expect(strayImports(tree({ ...empty, 'signing/a.test.ts': using('#server/kernel/days.ts') }))).toHaveLength(1)
  })

  test('a test may use everything, and the product may not use a test', () => {
    expect(strayImports(tree({ ...empty, 'server/polls/a.test.ts': using('#server/tasks/task.ts') }))).toEqual([])
    expect(strayImports(tree({ ...empty, 'server/test/world.ts': '', 'server/tasks/a.ts': using('#server/test/world.ts') }))).not.toEqual([])
    expect(strayImports(tree({ 'server/tasks/a.fixture.ts': '', 'server/tasks/a.ts': using('./a.fixture.ts') }))).toHaveLength(1)
  })

  test('a new part without a place is caught, as is what imports it', () => {
    const withSearch = tree({ 'server/search/query.ts': '', 'server/http/a.ts': using('#server/search/query.ts') })
    expect(unknownParts(withSearch)).toEqual(['search: give it a place in LINE'])
    expect(strayImports(withSearch)).toHaveLength(1)
    expect(unknownParts(tree({ 'server/loose.ts': '' }))).toHaveLength(1)
  })

  test('an import of nothing is caught', () => {
    expect(strayImports(tree({ 'server/polls/a.ts': using('./gone.ts') }))[0]).toContain('names no file')
  })

  test('a file that nobody reaches is caught, and one of the product that only its test reaches; a route’s is not, nor a test’s own tools', () => {
    const files = {
      'app/routes.ts': `route('', 'routes/today.tsx')`, 'app/routes/today.tsx': using('../card.tsx'), 'app/card.tsx': '',
      'server/polls/poll.ts': '', 'server/polls/poll.test.ts': using('./poll.ts', './poll.fixture.ts'), 'server/polls/poll.fixture.ts': '',
      'server/polls/forgotten.ts': '',
    }
    expect(orphans(tree(files))).toEqual([
      'server/polls/poll.ts: only tests reach it', 'server/polls/forgotten.ts: nobody reaches it',
    ])
    expect(missingRoots(tree({ 'app/routes.ts': files['app/routes.ts'] }))).toHaveLength(1)
  })

  test('a screen that reaches a schema through a noun is caught; a type is not', () => {
    const screen = { 'app/features/polls/card.tsx': using('#server/polls/poll.ts') }
    expect(serverOnlyInScreens(tree({ ...screen, 'server/polls/poll.ts': using('zod') }))).toHaveLength(1)
    expect(serverOnlyInScreens(tree({ ...screen, 'server/polls/poll.ts': using('node:crypto') }))).toHaveLength(1)
    expect(serverOnlyInScreens(tree({ ...screen, 'server/polls/poll.ts': `import type { z } from 'zod'` }))).toEqual([])
    expect(serverOnlyInScreens(tree({ 'app/features/a.tsx': using('../b.server.ts'), 'app/b.server.ts': '' }))).toHaveLength(1)
  })

  test.each([
    'const a: ' + 'any = 1', 'x as ' + 'any', '// @ts-' + 'ignore', '// TO' + 'DO later', 'test.' + 'only(', 'describe.' + 'skip(',
  ])('%s is caught', (text) => {
    expect(bannedWords(tree({ 'server/tasks/a.ts': text }))).toHaveLength(1)
  })

  test('plain English with the same letters is not', () => {
    expect(bannedWords(tree({ 'server/tasks/a.ts': '/** 0: any free port, as any other; the pen has any. */ lexer.skip(2)' }))).toEqual([])
  })

  test('polls do not log', () => {
    expect(bannedWords(tree({ 'server/polls/a.ts': 'log.info(input)' }))).toHaveLength(1)
    expect(bannedWords(tree({ 'server/http/a.ts': 'log.info(input)' }))).toEqual([])
  })

  test.each(['server/polls/index.ts', 'server/polls/poll-helpers.ts', 'server/common/a.ts', 'server/polls/castBallot.ts'])('%s is no name', (file) => {
    expect(poorNames(tree({ [file]: '' }))).toHaveLength(1)
  })

  test('a file of 401 lines is too long', () => {
    expect(tooLong(tree({ 'a.ts': '\n'.repeat(401), 'b.ts': '\n'.repeat(400) }))).toEqual(['a.ts: 401 lines'])
  })
})
