// Finds the browser and the PDF judges that tests need; installs what is missing with the system's packages, as root
// for everybody, as an ordinary user into .cache/system. What cannot be had is an error: no test is left out for it.
import { accessSync, constants, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installAsRoot, unpackAsUser } from './debian-packages.mjs'
import { run, step } from './steps.mjs'
import { readTools, TOOLS_FILE } from './tools.mjs'

/** `package` is Debian's and Ubuntu's name; `inside` is where the program lies when a package is only unpacked. */
const WANTED = {
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    package: 'chromium',
    inside: ['usr/lib/chromium/chromium'],
    try: ['--version', '--no-sandbox'],
  },
  pdfsig: { programs: ['pdfsig'], package: 'poppler-utils', inside: ['usr/bin/pdfsig'], try: ['-v'] },
  pdftoppm: { programs: ['pdftoppm'], package: 'poppler-utils', inside: ['usr/bin/pdftoppm'], try: ['-v'] },
  qpdf: { programs: ['qpdf'], package: 'qpdf', inside: ['usr/bin/qpdf'], try: ['--version'] },
  openssl: { programs: ['openssl'], package: 'openssl', inside: ['usr/bin/openssl'], try: ['version'] },
  mutool: { programs: ['mutool'], package: 'mupdf-tools', inside: ['usr/bin/mutool'], try: ['-v'] },
  'softhsm2-util': { programs: ['softhsm2-util'], package: 'softhsm2', inside: ['usr/bin/softhsm2-util'], try: ['--version'] },
  // These two have no such flag, and answer 1 and 255 with their usage.
  'pkcs11-tool': { programs: ['pkcs11-tool'], package: 'opensc', inside: ['usr/bin/pkcs11-tool'], try: ['--help'], answer: /Usage: pkcs11-tool/i },
  certutil: { programs: ['certutil'], package: 'libnss3-tools', inside: ['usr/bin/certutil'], try: ['-H'], answer: /-N|certificate/i },
}

export async function ensureTools(root) {
  const cached = readTools()
  const names = Object.keys(WANTED)
  const found = Object.fromEntries(names.filter((name) => isCurrent(name, cached[name])).map((name) => [name, cached[name]]))
  const isMissing = (name) => found[name] === undefined
  const search = async (places) => {
    for (const name of names.filter(isMissing)) {
      const tool = await findTool(name, await places(name))
      if (tool !== null) found[name] = tool
    }
  }

  if (!names.some(isMissing)) return found
  await search(candidatesOnSystem)
  const why = []
  if (names.some(isMissing)) {
    const packages = [...new Set(names.filter(isMissing).map((name) => WANTED[name].package))]
    try {
      if (process.getuid?.() === 0) {
        await step(`Installing ${packages.join(', ')} with apt`, () => installAsRoot(packages))
        await search(candidatesOnSystem)
      } else {
        const folder = path.join(root, '.cache', 'system')
        const env = await step(`Fetching ${packages.join(', ')} into .cache/system`, () => unpackAsUser(packages, folder))
        await search(async (name) => WANTED[name].inside.map((file) => ({ path: path.join(folder, file), env })))
      }
    } catch (error) {
      why.push(error.message)
    }
  }
  if (isMissing('chromium')) {
    // Systems without apt: Playwright has a browser for most of them, where its server can be reached.
    const { said } = await step('Fetching a browser with Playwright', () => run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], { cwd: root }))
    await search(candidatesOnSystem)
    if (isMissing('chromium')) why.push(said.trim().split('\n')[0])
  }
  const missing = names.filter(isMissing)
  if (missing.length > 0) throw new Error(tellMissing(missing, why))
  save(found)
  return found
}

/** A tool found before is kept while it is there, unless the person now names another browser. */
function isCurrent(name, tool) {
  if (tool === undefined || !isProgram(tool.path)) return false
  return name !== 'chromium' || !process.env.CHROMIUM_PATH || process.env.CHROMIUM_PATH === tool.path
}

async function candidatesOnSystem(name) {
  const onPath = WANTED[name].programs.flatMap((program) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, program)))
  const places = name === 'chromium' ? [...(await chosenBrowsers()), ...onPath] : onPath
  return places.map((place) => ({ path: place, env: {} }))
}

async function chosenBrowsers() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!isProgram(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which is no program.`)
    return [chosen]
  }
  const { chromium } = await import('playwright')
  return [chromium.executablePath()]
}

/** The first candidate that not only exists but runs: some systems keep a stand-in that only says how to install. */
async function findTool(name, candidates) {
  const { try: args, answer } = WANTED[name]
  for (const candidate of candidates.filter((each) => isProgram(each.path))) {
    const { code, said } = await run(candidate.path, args, { env: candidate.env })
    if (code === 0 || answer?.test(said)) return candidate
    console.log(`  ${candidate.path} does not run: ${said.trim().split('\n')[0]}`)
  }
  return null
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function save(tools) {
  mkdirSync(path.dirname(TOOLS_FILE), { recursive: true })
  writeFileSync(`${TOOLS_FILE}.new`, `${JSON.stringify(tools, null, 2)}\n`)
  renameSync(`${TOOLS_FILE}.new`, TOOLS_FILE)
}

function tellMissing(missing, why) {
  const packages = [...new Set(missing.map((name) => WANTED[name].package))]
  return [
    `The tests need ${missing.join(', ')}, which could be neither found nor installed.`,
    `On Debian or Ubuntu: apt-get install ${packages.join(' ')}. Elsewhere install them by your system's means; a browser may be named by CHROMIUM_PATH.`,
    ...why,
  ].join('\n')
}
