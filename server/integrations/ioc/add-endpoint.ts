import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { endpointUrl } from './endpoint-url.ts'
import type { AddEndpoint } from './input.ts'
import { can } from './policy.ts'
import { generateSecret, isSecret } from './standard-webhooks.ts'

/**
 * Adds a receiver of events. It hears what happens from now on. The secret is told this once and never shown again.
 *
 * @throws Refusal endpoint.not_found (to whoever is no administrator), endpoint.bad_url, endpoint.https_only,
 *   endpoint.address_not_allowed, endpoint.bad_secret, endpoint.already_added
 */
export async function addEndpoint(
  ctx: Ctx,
  { name, url: given, types, secret = generateSecret() }: AddEndpoint,
): Promise<{ endpointId: string; secret: string }> {
  return ctx.transact(async (tx) => {
    if (!can.manageEndpoints(ctx.actor)) throw new Refusal('endpoint.not_found')
    const url = endpointUrl(given, { allowsLoopback: ctx.settings.hasDemo })
    if (!isSecret(secret)) throw new Refusal('endpoint.bad_secret', {}, 422)
    // One after the other: of two taps at once the second finds the first one's row.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`endpoint:${url}`}, 0))`
    if ((await tx.webhookEndpoint.count({ where: { url, disabledAt: null } })) > 0) throw new Refusal('endpoint.already_added')

    const endpointId = ctx.newId()
    await tx.webhookEndpoint.create({
      data: { id: endpointId, name, url, secret, types: [...new Set(types)], createdAt: ctx.now() },
    })
    await record(tx, ctx, 'endpoint.added', endpointId, { name })
    return { endpointId, secret }
  })
}
