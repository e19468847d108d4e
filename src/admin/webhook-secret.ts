import { record } from '../audit/record.ts'
import { randomBytes } from 'node:crypto'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, connectionOf } from '../store/connections.ts'
import { transact } from '../store/open.ts'
import { connectionWebhook } from '../store/secret-places.ts'

/** The address that a tracker's webhook calls (A58–A60), with the connection's id behind it. */
export const webhookUrl = (deps: Pick<Deps, 'publicUrl'>, path: string, connectionId: string) =>
  `${deps.publicUrl}/v1/ticket/update/${path}/${connectionId}`

/** Makes a new webhook secret. This answer is the only one that ever holds it; the old one stops to work. */
export async function newWebhookSecret(
  deps: Deps,
  actor: Actor,
  connectionId: string,
): Promise<{ url: string; secret: string; script: { title: string; text: string } | null }> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  if (!connection) throw notFound('connection')
  const webhook = deps.trackers.provider(connection.provider).webhook
  if (!webhook || connection.state === 'disconnected') {
    throw new Refusal('conflict', 'This connection cannot receive webhooks.')
  }
  const secret = randomBytes(32).toString('base64url')
  const sealedWebhookSecret = deps.sealer.seal(secret, connectionWebhook(connection))
  await transact(deps.store.db, async (tx) => {
    await changeConnection(tx, connection.id, { sealedWebhookSecret })
    await record(within(deps, tx), actor, {
      action: 'connection.webhook-secret-renewed',
      target: connection,
    })
  })
  const url = webhookUrl(deps, webhook.path, connection.id)
  return { url, secret, script: webhook.script?.({ url, secret }) ?? null }
}
