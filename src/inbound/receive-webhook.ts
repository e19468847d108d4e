import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { WebhookDeclaration, WebhookRequest } from '../providers/provider.ts'
import { webhookConnections } from '../store/connections.ts'
import { insertReceipts, type NewReceipt } from '../store/receipts.ts'
import { CannotOpen } from '../store/seal.ts'
import { connectionWebhook } from '../store/secret-places.ts'
import { together } from '../store/together.ts'

export type Received = 'stored' | 'repeated' | 'refused' | 'unknown-path'

/** So that a burst about one issue costs one reading, and the answer to our own creation is stored before its echo is read. */
const gatherMs = 1_000

const longestIdentifier = 200

const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

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
  const identifier = webhook.identifier(request)
  const isNew = await storeOf(deps)({
    id: deps.ctx.newId(),
    workspaceId: receiver.workspaceId,
    connectionId: receiver.id,
    identifier:
      identifier && identifier.length <= longestIdentifier
        ? identifier
        : digest(identifier ?? request.rawBody),
    // The database takes no U+0000; where it stands unescaped, the body is no JSON anyway.
    body: request.rawBody.replaceAll('\u0000', '\uFFFD'),
    receivedAt: now,
    ...dealing(deps, receiver.id, now.getTime()),
  })
  return isNew ? 'stored' : 'repeated'
}

type Store = (row: NewReceipt) => Promise<boolean>

const stores = new WeakMap<Deps['live'], Store>()

function storeOf({ live, store: where, jobs }: Deps): Store {
  const known = stores.get(live) ?? together((rows: NewReceipt[]) => insertReceipts(where, jobs, rows))
  stores.set(live, known)
  return known
}

/** Until when each connection's waiting job can be relied on. */
const dealt = new WeakMap<Deps['live'], Map<string, number>>()

/**
 * When the job for a webhook is due; nothing while one that was stored before will still find it. Webhooks of one
 * connection would otherwise wait for each other at the queue's one row for them.
 */
function dealing(deps: Deps, connectionId: string, now: number): { dealWithAt?: Date } {
  const until = dealt.get(deps.live) ?? new Map<string, number>()
  dealt.set(deps.live, until)
  if (now < (until.get(connectionId) ?? 0)) return {}
  until.set(connectionId, now + gatherMs / 2)
  return { dealWithAt: new Date(now + gatherMs) }
}

/** Secrets are opened once, not for every webhook. */
const opened = new WeakMap<Deps['live'], Map<string, { at: number; receivers: Receiver[] }>>()
const openedForMs = 2_000

async function receiversOf(deps: Deps, kinds: string[]): Promise<Receiver[]> {
  const cache = opened.get(deps.live) ?? new Map<string, { at: number; receivers: Receiver[] }>()
  opened.set(deps.live, cache)
  const name = kinds.join(' ')
  const now = deps.ctx.now().getTime()
  const known = cache.get(name)
  if (known && now - known.at < openedForMs) return known.receivers
  const rows = await webhookConnections(deps.store.db, kinds)
  const receivers = rows.flatMap((row) => {
    const secret = row.sealedWebhookSecret && openedSecret(deps, row, row.sealedWebhookSecret)
    return secret ? [{ id: row.id, workspaceId: row.workspaceId, secret }] : []
  })
  cache.set(name, { at: now, receivers })
  return receivers
}

/** One that cannot be opened holds up no other connection’s webhooks. */
function openedSecret(
  { sealer, ctx }: Deps,
  of: { id: string; workspaceId: string },
  sealed: string,
): string | undefined {
  try {
    return sealer.open(sealed, connectionWebhook(of))
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    ctx.log.warn({ connection: of.id }, `Its webhook secret cannot be read. ${error.message}`)
    return undefined
  }
}
