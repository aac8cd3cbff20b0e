// What `npm test` runs: types and lint beside the build, then the two vitest projects. Stops where something fails.
// `node scripts/check.mjs unit server/polls` runs one stage, with filters.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.dirname(import.meta.dirname)
const REPORTS = path.join(ROOT, '.cache', 'reports')

/** Stages on one line run side by side; the next line waits for all of them. */
const PLAN = [['lint', 'build'], ['unit'], ['e2e']]
const STAGES = {
  // Types and lint in one reading of the sources; .oxlintrc.json says which rules.
  lint: () => node('node_modules/oxlint/bin/oxlint', '--type-aware', '--type-check', '--deny-warnings', '.'),
  build: () => node('scripts/prepare.mjs', 'build'),
  unit: (filters) => vitest('unit', filters),
  e2e: (filters) => vitest('e2e', filters),
}
const totals = { passed: 0, failed: 0 }

const [only, ...filters] = process.argv.slice(2)
if (only !== undefined && !(only in STAGES)) {
  console.error(`Usage: node scripts/check.mjs [${Object.keys(STAGES).join('|')} [path…]]`)
  process.exit(2)
}
for (const names of only === undefined ? PLAN : [[only]]) {
  const outcomes = await Promise.all(names.map(async (name) => ({ name, isWell: await stage(name) })))
  const failed = outcomes.filter(({ isWell }) => !isWell).map(({ name }) => name)
  if (failed.length === 0) continue
  console.log(`\nnpm test stopped at: ${failed.join(', ')}`)
  process.exitCode = 1
  break
}
if (totals.passed + totals.failed > 0) console.log(`\n${totals.passed} passed, ${totals.failed} failed`)

async function stage(name) {
  const startedAt = performance.now()
  console.log(`\n── ${name}`)
  const isWell = await STAGES[name](filters)
  console.log(`${isWell ? '✓' : '✗'} ${name}: ${isWell ? 'passed' : 'FAILED'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return isWell
}

async function node(...args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}

/** The report, not the exit code alone, says whether tests ran: none at all, or one left out, is a failure. */
async function vitest(project, paths) {
  const report = path.join(REPORTS, `${project}.json`)
  mkdirSync(REPORTS, { recursive: true })
  rmSync(report, { force: true })
  const isWell = await node('node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...paths)
  const { passed, failed, leftOut } = readReport(report)
  totals.passed += passed
  totals.failed += failed
  if (leftOut.length > 0) console.log(`Left out, which is not allowed:\n${leftOut.map((name) => `  ${name}`).join('\n')}`)
  if (passed + failed === 0) console.log(`No test of "${project}" ran.`)
  return isWell && failed === 0 && passed > 0 && (leftOut.length === 0 || paths.length > 0)
}

function readReport(file) {
  let testResults
  try {
    ;({ testResults } = JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, leftOut: [] } // vitest itself fell
  }
  const tests = testResults.flatMap((suite) => suite.assertionResults)
  // A file that cannot even be loaded has no tests to count; it counts as one.
  const unloaded = testResults.filter((suite) => suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed'))
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + unloaded.length,
    leftOut: tests.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => fullName),
  }
}
