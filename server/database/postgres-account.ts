import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'

/**
 * Who runs PostgreSQL, which refuses to run as root. Null: whoever runs this process.
 * Root lends the work to the owner of an existing database folder, else to `postgres`, else to `nobody`.
 */
export type PostgresAccount = { uid: number; gid: number } | null

export function chooseAccount(existingFolder: string | null): PostgresAccount {
  if (process.getuid?.() !== 0) return null
  if (existingFolder !== null) {
    const { uid, gid } = statSync(existingFolder)
    if (uid !== 0) return { uid, gid }
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== null && gid !== null) return { uid, gid }
  }
  throw new Error('PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account. Start as an ordinary user, or set DATABASE_URL.')
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  const id = Number(stdout)
  return status === 0 && Number.isInteger(id) && id > 0 ? id : null
}

/** True when `account` may enter `folder`. The kernel is asked, so modes, groups, ACLs and mounts all count. */
export function canEnter(account: PostgresAccount, folder: string): boolean {
  if (account === null) return true
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
  return status === 0
}

export function giveTo(account: PostgresAccount, file: string): void {
  if (account !== null) chownSync(file, account.uid, account.gid)
}

/** @throws Error with a sentence when an ordinary user meets a database folder of somebody else. */
export function assertOwn(folder: string): void {
  const mine = process.getuid?.()
  if (mine === undefined || mine === 0) return
  const { uid } = statSync(folder)
  if (uid === mine) return
  throw new Error(`The database in ${folder} belongs to another account (uid ${uid}); this is ${userInfo().username} (uid ${mine}). Start with the account that made it, or choose another DATA_DIR.`)
}
