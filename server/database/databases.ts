import pg from 'pg'

/** `url` with another database in it. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(database)}`
  return other.href
}

export function databaseIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

/** Opens one connection for `work` and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  // A connection cut between two queries is told by the next query; without a hearer it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Makes a database, copied from `template` when given (which nobody may be connected to). Its name is quoted.
 *
 * @param adminUrl any database of the server, with a role that may create databases
 * @returns the new database's address
 */
export async function createDatabase(adminUrl: string, name: string, template = 'template1'): Promise<string> {
  await withClient(urlOf(adminUrl, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`))
  return urlOf(adminUrl, name)
}

/** Removes a database if it exists, cutting whoever is connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(urlOf(adminUrl, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`))
}

/** True when it had to be made. */
export async function ensureDatabase(url: string): Promise<boolean> {
  if (await exists(url)) return false
  try {
    await createDatabase(url, databaseIn(url))
    return true
  } catch (error) {
    // Another process was quicker: duplicate_database, or, by a hair, unique_violation in the catalogue.
    if (codeOf(error) === '42P04' || codeOf(error) === '23505') return false
    throw error
  }
}

async function exists(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'))
    return true
  } catch (error) {
    if (codeOf(error) === '3D000') return false // invalid_catalog_name
    throw error
  }
}

/** Whether a server answers at `url`; the database named in it need not exist. */
export async function canConnect(url: string): Promise<'yes' | 'starting' | 'refused'> {
  try {
    await withClient(urlOf(url, 'postgres'), (client) => client.query('SELECT 1'))
    return 'yes'
  } catch (error) {
    if (codeOf(error) === '57P03') return 'starting' // cannot_connect_now
    if (codeOf(error)?.match(/^E/) || (error instanceof Error && /timeout|terminated/.test(error.message))) return 'refused'
    throw error
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
