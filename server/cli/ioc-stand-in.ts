import { parseArgs } from 'node:util'
import { startStandIn } from '#server/integrations/ioc/stand-in.ts'
import { generateSecret, isSecret } from '#server/integrations/ioc/standard-webhooks.ts'

const USAGE = 'ioc-stand-in [--port N] [--secret whsec_…] [--out FILE]'

/** Runs the receiver until it is told to stop. Exit code 2 for wrong options, 1 when the port or the file is not to be had. */
export async function iocStandIn(args: string[]): Promise<number> {
  const options = optionsOf(args)
  if (options === null) {
    console.error(USAGE)
    return 2
  }
  const { port, secret, file } = options
  const standIn = await startStandIn({ port, secret: secret ?? generatedSecret(), file }).catch((thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    return null
  })
  if (standIn === null) return 1
  console.log(`url     ${standIn.url}`)
  console.log(`events  ${standIn.url}events`)
  console.log(`file    ${file}`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await standIn.close()
  return 0
}

function generatedSecret(): string {
  const secret = generateSecret()
  console.log(`secret  ${secret}`)
  return secret
}

function optionsOf(args: string[]): { port: number; secret: string | undefined; file: string } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '0' }, secret: { type: 'string' }, out: { type: 'string', default: 'events.jsonl' } },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null
    if (values.secret !== undefined && !isSecret(values.secret)) return null
    return { port, secret: values.secret, file: values.out }
  } catch {
    return null
  }
}
