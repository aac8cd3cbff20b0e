// Prisma's schema engine as WebAssembly, over a driver adapter: nothing is downloaded. Used by the command line's
// stand-in beside this file, and by the server when it applies migrations.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/** Types of PostgreSQL's catalogue that the adapter does not know, and the text types it may take them for. */
const CATALOGUE_TYPES = new Map([
  [18, 25], // "char"
  [19, 25], // name
  [28, 25], // xid
  [1002, 1009], // "char"[]
  [1003, 1009], // name[]
])

class CatalogueClient extends pg.Client {
  /** The adapter only awaits; of the driver's other forms (a callback, a Query object) the pool uses none. */
  async query(...args) {
    const result = await super.query(...args)
    for (const field of result?.fields ?? []) field.dataTypeID = CATALOGUE_TYPES.get(field.dataTypeID) ?? field.dataTypeID
    return result
  }
}

class MigrationPg extends PrismaPg {
  #config
  #connections = []

  constructor(config) {
    super(config)
    this.#config = config
  }

  async connect() {
    const connection = await super.connect()
    // The adapter cuts a script at every semicolon, also within the body of a function. Sent whole it is one
    // transaction besides: a migration that fails leaves nothing.
    connection.executeScript = async (script) => {
      try {
        await connection.underlyingDriver().query(script)
      } catch (error) {
        connection.onError(error)
      }
    }
    const dispose = connection.dispose.bind(connection)
    let disposed = null
    connection.dispose = () => (disposed ??= dispose())
    this.#connections.push(connection)
    return connection
  }

  /** The engine leaves its connections open when it is freed. */
  async close() {
    await Promise.all(this.#connections.map((connection) => connection.dispose()))
  }

  /** The adapter's own drops the shadow database before closing its connections, which PostgreSQL refuses. */
  async connectToShadowDb() {
    const admin = await this.connect()
    const database = `prisma_shadow_${crypto.randomUUID().replaceAll('-', '')}`
    await admin.executeScript(`CREATE DATABASE "${database}" TEMPLATE template0`)
    const shadow = await new MigrationPg({ ...this.#config, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await admin.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`)
      await admin.dispose()
    }
    return shadow
  }
}

// The glue holds one instance of the engine's code in its own module, so it is loaded once.
let isLoaded = false

export async function openEngine(url, datamodels = undefined) {
  if (!isLoaded) load()
  isLoaded = true
  const adapters = new MigrationPg(connectionOf(url))
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapters))
  const close = async () => {
    engine.free()
    await adapters.close()
  }
  return { engine, close }
}

function load() {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const wasm = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': glue })
  // Where the engine's code leaves its last words before it traps.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(`Prisma's engine: ${message}`) }
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

/** Fields, not `connectionString`, which would win over the name of the shadow database. */
function connectionOf(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(/^(require|verify-)/.test(searchParams.get('sslmode') ?? '') && { ssl: true }),
    max: 1,
    Client: CatalogueClient,
  }
}
