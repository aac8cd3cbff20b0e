// Debian's and Ubuntu's packages, installed by root or only unpacked by an ordinary user.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runOrFail } from './steps.mjs'

// Another apt may be at work on a machine that has just started.
const PATIENT = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']

export async function installAsRoot(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runOrFail('apt-get update', 'apt-get', [...PATIENT, 'update'], { env })
  await runOrFail('apt-get install', 'apt-get', [...PATIENT, 'install', '-y', '--no-install-recommends', ...packages], { env })
}

/**
 * Fetches packages with whatever of their dependencies the system lacks, and unpacks them below `folder`. apt keeps
 * its lists and archives there too, so no right of root is needed.
 *
 * @returns the environment in which the unpacked programs run
 */
export async function unpackAsUser(packages, folder, installedList = '/var/lib/dpkg/status') {
  const state = path.join(folder, '.apt')
  const archives = path.join(state, 'archives')
  for (const each of ['lists/partial', 'cache', 'archives/partial']) mkdirSync(path.join(state, each), { recursive: true })
  const own = [
    ...PATIENT,
    '-o', `Dir::State=${state}`,
    '-o', `Dir::State::lists=${state}/lists`,
    '-o', `Dir::State::status=${installedList}`,
    '-o', `Dir::Cache=${state}/cache`,
    '-o', `Dir::Cache::archives=${archives}`,
    '-o', 'Debug::NoLocking=true',
    '-o', 'APT::Sandbox::User=',
  ]
  await runOrFail('apt-get update', 'apt-get', [...own, 'update'])
  const plan = await runOrFail('apt-get install (simulated)', 'apt-get', [...own, '-s', '-y', '--no-install-recommends', 'install', ...packages])
  const versions = [...plan.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm)].map(([, name, version]) => `${name}=${version}`)
  if (versions.length > 0) await runOrFail('apt-get download', 'apt-get', [...own, 'download', ...versions], { cwd: archives })
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    await runOrFail(`Unpacking ${archive}`, 'dpkg', ['-x', path.join(archives, archive), folder])
    rmSync(path.join(archives, archive))
  }
  return environmentOf(folder)
}

function environmentOf(folder) {
  const libraries = ['usr/lib', 'lib'].map((name) => path.join(folder, name)).filter(existsSync)
  const withTriplets = libraries.flatMap((place) => [place, ...readdirSync(place).filter((name) => /-linux-/.test(name)).map((name) => path.join(place, name))])
  // NSS loads its modules from a folder of its own.
  const all = withTriplets.flatMap((place) => [place, path.join(place, 'nss')]).filter(existsSync)
  return { LD_LIBRARY_PATH: all.join(':'), FONTCONFIG_FILE: fontsFile(folder) }
}

/** A browser without any font list does not start; fonts may lie on the system or among what was unpacked. */
function fontsFile(folder) {
  const file = path.join(folder, '.apt', 'fonts.conf')
  const places = ['/usr/share/fonts', path.join(folder, 'usr/share/fonts')]
  writeFileSync(file, `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${places.map((place) => `  <dir>${place}</dir>`).join('\n')}
  <cachedir>${path.join(folder, '.apt', 'fonts')}</cachedir>
</fontconfig>
`)
  return file
}
