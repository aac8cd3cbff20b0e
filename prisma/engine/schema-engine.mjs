#!/usr/bin/env node
// Stands in for the native schema engine that Prisma's command line would download: the same arguments, and JSON-RPC
// line by line over standard input and output. `prisma.config.ts` names it.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { version } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { openEngine } from './open-engine.mjs'

const asked = readArguments(process.argv.slice(2))
const url = asked.datasource.url ?? process.env.DATABASE_URL ?? ''

if (asked.wantsVersion) console.log(`schema-engine-cli ${version()}`)
else if (asked.command !== null) await runCommand(asked.command)
else serve()

function readArguments(args) {
  const found = { wantsVersion: args.includes('--version'), command: null, datamodels: [], datasource: {} }
  for (let at = 0; at < args.length; at++) {
    const value = args[at + 1]
    if (args[at] === 'cli') found.command = value
    else if (args[at] === '--datasource') found.datasource = JSON.parse(value)
    else if (args[at] === '--datamodels') found.datamodels.push([value, readFileSync(value, 'utf8')])
  }
  return found
}

/** `cli can-connect-to-database` and its like: answered by the exit code, a refusal by one line of JSON on stderr. */
async function runCommand(command) {
  const target = new URL(url)
  target.search = ''
  const admin = new URL(target)
  admin.pathname = '/postgres'
  const name = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)))
  try {
    if (command === 'can-connect-to-database') await query(target, 'SELECT 1')
    else if (command === 'create-database') await query(admin, `CREATE DATABASE ${name}`)
    else if (command === 'drop-database') await query(admin, `DROP DATABASE IF EXISTS ${name}`)
    else throw new Error(`not supported: ${command}`)
  } catch (error) {
    // Prisma's codes: no such database, server not reachable, not let in.
    const code = { '3D000': 'P1003', ECONNREFUSED: 'P1001' }[error.code] ?? 'P1000'
    const fields = { is_panic: false, error_code: code, message: error.message }
    // Prisma skips the first line.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    process.exitCode = 1
  }
}

async function query(address, sql) {
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function serve() {
  let opened = null
  const call = async ({ id, method, params }) => {
    opened ??= await openEngine(url, asked.datamodels.length > 0 ? asked.datamodels : undefined)
    const { engine } = opened
    const name = method === 'getDatabaseVersion' ? 'version' : method
    if (typeof engine[name] !== 'function') throw new Error(`not supported: ${method}`)
    const result = (await engine[name](params)) ?? {}
    if (method !== 'diff' || !result.stdout) return result
    // The native engine asks the command line to print the difference; this one hands it back.
    send({ method: 'print', id: 900_000 + id, params: { content: result.stdout } })
    return { ...result, stdout: null }
  }

  let queue = Promise.resolve()
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const request = line.trim() === '' ? {} : JSON.parse(line)
      // Without a method it is the receipt for something printed.
      if (request.method === undefined) return
      queue = queue.then(() => call(request)).then(
        (result) => send({ id: request.id, result }),
        (error) => send({ id: request.id, error: toRpcError(error) }),
      )
    })
    .on('close', () => queue.then(() => process.exit(0)))
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function toRpcError({ message, code, meta }) {
  return { code: 4466, message, data: { is_panic: false, message, error_code: code, meta: meta ?? null, backtrace: null } }
}
