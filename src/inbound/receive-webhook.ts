import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { WebhookDeclaration, WebhookRequest } from '../providers/provider.ts'
import { webhookBinding, webhookConnections } from '../store/connections.ts'
import { insertReceipt } from '../store/receipts.ts'

export type Received = 'stored' | 'repeated' | 'refused' | 'unknown-path'

/** So that a burst about one issue costs one reading, and the answer to our own creation is stored before its echo is read. */
const gatherMs = 1_000

interface Receiver {
  id: string
  workspaceId: string
  secret: string
}

/**
 * Takes a tracker's webhook: verified, deduplicated and stored before it is acknowledged. What it says is not
 * believed; it only makes the hub read the issue again (invariant 4, AX14).
 *
 * @param path last part of the address, e.g. `jiraStatus`
 * @param connectionId the connection, when the address names it
 */
export async function receiveWebhook(
  deps: Deps,
  request: WebhookRequest,
  to: { path: string; connectionId?: string | undefined },
): Promise<Received> {
  const providers = deps.trackers.providers.filter((provider) => provider.webhook?.path === to.path)
  const webhook = providers[0]?.webhook
  if (!webhook) return 'unknown-path'
  const receivers = await receiversOf(
    deps,
    providers.map((provider) => provider.kind),
  )
  const receiver = receivers.find(
    (candidate) =>
      (to.connectionId === undefined || candidate.id === to.connectionId) &&
      webhook.verify(request, candidate.secret),
  )
  if (!receiver) return 'refused'
  return store(deps, request, { receiver, webhook })
}

async function store(
  deps: Deps,
  request: WebhookRequest,
  to: { receiver: Receiver; webhook: WebhookDeclaration },
): Promise<Received> {
  const now = deps.ctx.now()
  const { receiver, webhook } = to
  const digest = () => `sha256:${createHash('sha256').update(request.rawBody).digest('hex')}`
  const isNew = await insertReceipt(deps.store, deps.jobs, {
    id: deps.ctx.newId(),
    workspaceId: receiver.workspaceId,
    connectionId: receiver.id,
    identifier: webhook.identifier(request) ?? digest(),
    body: request.rawBody,
    receivedAt: now,
    dealWithAt: new Date(now.getTime() + gatherMs),
  })
  return isNew ? 'stored' : 'repeated'
}

/** Secrets are opened once, not for every webhook. */
const opened = new WeakMap<Deps['store'], Map<string, { at: number; receivers: Receiver[] }>>()
const openedForMs = 2_000

async function receiversOf(deps: Deps, kinds: string[]): Promise<Receiver[]> {
  const cache = opened.get(deps.store) ?? new Map<string, { at: number; receivers: Receiver[] }>()
  opened.set(deps.store, cache)
  const name = kinds.join(' ')
  const now = deps.ctx.now().getTime()
  const known = cache.get(name)
  if (known && now - known.at < openedForMs) return known.receivers
  const rows = await webhookConnections(deps.store.db, kinds)
  const receivers = rows.flatMap((row) => {
    const secret = row.sealedWebhookSecret
    return secret
      ? [
          {
            id: row.id,
            workspaceId: row.workspaceId,
            secret: deps.sealer.open(secret, webhookBinding(row.id)),
          },
        ]
      : []
  })
  cache.set(name, { at: now, receivers })
  return receivers
}
