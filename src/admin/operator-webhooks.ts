import { record } from '../audit/record.ts'
import {
  asOldSecret,
  bothSecretsMs,
  callWebhook,
  newSecret,
  type WebhookOutcome,
} from '../connections/partner-webhook.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { testCloudEvent } from '../domain/cloud-event.ts'
import type { NotificationTopic } from '../domain/notification.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { cancelForSubscription, parkForSubscription, releaseSubscription } from '../store/notifications.ts'
import { transact, type Db } from '../store/open.ts'
import { findOperator, type Operator } from '../store/operators.ts'
import {
  changeSubscription,
  clearHold,
  insertSubscription,
  listSubscriptions,
  lockSubscription,
  subscriptionOf,
  type WebhookSubscription,
} from '../store/webhook-subscriptions.ts'
import { refuseUncallable } from './refuse-address.ts'

const mostEach = 20

/** A webhook, with its secret where this answer is the only one that ever holds it. */
export interface SavedWebhook {
  webhook: WebhookSubscription
  secret: string | null
}

export interface WebhookOf {
  operatorId: string
  id: string
}

/** Adds an address at which a partner’s programs want to be told. */
export async function addWebhook(
  deps: Deps,
  actor: Actor,
  of: { operatorId: string; url: string; topics: NotificationTopic[] },
): Promise<SavedWebhook> {
  const { workspaceId } = actor
  const { operatorId, topics } = of
  const url = checkedUrl(deps, of.url)
  const id = deps.ctx.newId()
  const { secret, sealed } = newSecret(deps, { id, workspaceId, url })
  return transact(deps.store.db, async (tx) => {
    const operator = await operatorOf(tx, actor, operatorId)
    await refuseTooMany(tx, operatorId)
    await refuseSame(tx, { operatorId, id, url })
    const createdAt = deps.ctx.now()
    await insertSubscription(tx, {
      id,
      workspaceId,
      operatorId,
      url,
      sealedSecret: sealed,
      topics,
      createdAt,
    })
    await record(within(deps, tx), actor, {
      action: 'operator-webhook.created',
      target: { id, name: operator.name },
      after: { host: hostOf(url), topics },
    })
    await log(deps, tx, {
      actor,
      message: `${actor.name} added a webhook of ${operator.name} at ${hostOf(url)}.`,
    })
    return { webhook: await webhookOf(tx, { operatorId, id }), secret }
  })
}

async function refuseTooMany(tx: Db, operatorId: string): Promise<void> {
  if ((await listSubscriptions(tx, operatorId)).length < mostEach) return
  throw new Refusal('conflict', `An operator has at most ${mostEach} webhooks. Remove one first.`)
}

/** Two with the same address would tell the same twice. */
async function refuseSame(tx: Db, { operatorId, id, url }: WebhookOf & { url: string }): Promise<void> {
  const all = await listSubscriptions(tx, operatorId)
  if (!all.some((one) => one.url === url && one.id !== id)) return
  throw new Refusal('conflict', 'This operator has a webhook with this address already.', {
    errors: [{ field: 'url', message: 'an address that has no webhook yet' }],
  })
}

export interface WebhookChange {
  url?: string | undefined
  topics?: NotificationTopic[] | undefined
  isActive?: boolean | undefined
}

/**
 * Changes a webhook. At another host it gets a new secret, because the old one belongs to the old place (invariant 9). What waits for one that
 * is switched off waits on; switched on, it is sent at once.
 */
export async function changeWebhook(
  deps: Deps,
  actor: Actor,
  { change, ...of }: WebhookOf & { change: WebhookChange },
): Promise<SavedWebhook> {
  const url = change.url === undefined ? undefined : checkedUrl(deps, change.url)
  const saved = await transact(deps.store.db, async (tx) => {
    const operator = await operatorOf(tx, actor, of.operatorId)
    const before = await lockSubscription(tx, of)
    if (!before) throw notFound('webhook')
    if (url !== undefined) await refuseSame(tx, { ...of, url })
    const now = deps.ctx.now()
    const moved = url !== undefined && new URL(url).origin !== new URL(before.url).origin
    const renewed = moved ? newSecret(deps, { ...before, url }) : undefined
    const { isActive } = change
    await changeSubscription(tx, of.id, {
      ...(url !== undefined && { url }),
      ...(change.topics && { topics: change.topics }),
      ...(renewed && { sealedSecret: renewed.sealed, sealedOldSecret: null, oldSecretUntil: null }),
      ...(isActive !== undefined && { isActive, offBecause: null }),
      updatedAt: now,
    })
    if (isActive === false) await parkForSubscription(tx, of.id, now)
    if (isActive === true || (url !== undefined && url !== before.url))
      await goOn(deps, tx, { actor, id: of.id })
    await record(within(deps, tx), actor, {
      action: 'operator-webhook.changed',
      target: { id: of.id, name: operator.name },
      before: { host: hostOf(before.url), topics: before.topics, isActive: before.isActive },
      after: {
        host: hostOf(url ?? before.url),
        topics: change.topics ?? before.topics,
        isActive: isActive ?? before.isActive,
        ...(renewed && { secret: 'renewed' }),
      },
    })
    await log(deps, tx, {
      actor,
      message: `${actor.name} changed the webhook of ${operator.name} at ${hostOf(before.url)}.`,
    })
    return { webhook: await webhookOf(tx, of), secret: renewed?.secret ?? null }
  })
  tell(deps, actor)
  return saved
}

/** Forgets a webhook, and what it was not told yet. */
export async function removeWebhook(deps: Deps, actor: Actor, of: WebhookOf): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const operator = await operatorOf(tx, actor, of.operatorId)
    const before = await lockSubscription(tx, of)
    if (!before) throw notFound('webhook')
    const now = deps.ctx.now()
    await changeSubscription(tx, of.id, { removedAt: now, isActive: false, updatedAt: now })
    await cancelForSubscription(tx, of.id, now)
    await record(within(deps, tx), actor, {
      action: 'operator-webhook.removed',
      target: { id: of.id, name: operator.name },
      before: { host: hostOf(before.url) },
    })
    await log(deps, tx, {
      actor,
      message: `${actor.name} removed the webhook of ${operator.name} at ${hostOf(before.url)}.`,
    })
  })
  tell(deps, actor)
}

/** Makes a new secret, answered only here. For 24 hours the one before it signs as well; one before that stops at once. */
export async function rotateSecret(
  deps: Deps,
  actor: Actor,
  of: WebhookOf,
): Promise<SavedWebhook & { secret: string }> {
  return transact(deps.store.db, async (tx) => {
    const operator = await operatorOf(tx, actor, of.operatorId)
    const before = await lockSubscription(tx, of)
    if (!before) throw notFound('webhook')
    const now = deps.ctx.now()
    const { secret, sealed } = newSecret(deps, before)
    await changeSubscription(tx, of.id, {
      sealedSecret: sealed,
      sealedOldSecret: asOldSecret(deps, before),
      oldSecretUntil: new Date(now.getTime() + bothSecretsMs),
      updatedAt: now,
    })
    await record(within(deps, tx), actor, {
      action: 'operator-webhook.secret-renewed',
      target: { id: of.id, name: operator.name },
    })
    await log(deps, tx, {
      actor,
      message: `${actor.name} made a new secret for the webhook of ${operator.name} at ${hostOf(before.url)}.`,
    })
    return { webhook: await webhookOf(tx, of), secret }
  })
}

/** Sends a signed test event now. Where it is taken, what waited for the webhook goes on. */
export async function tryWebhook(
  deps: Deps,
  actor: Actor,
  of: WebhookOf,
): Promise<WebhookOutcome & { webhookId: string }> {
  await operatorOf(deps.store.db, actor, of.operatorId)
  const webhook = await webhookOf(deps.store.db, of)
  const id = deps.ctx.newId()
  const event = testCloudEvent({ id, publicUrl: deps.publicUrl, now: deps.ctx.now() })
  const outcome = await callWebhook(deps, webhook, event)
  if (!outcome.fault && webhook.isActive) {
    await transact(deps.store.db, (tx) => goOn(deps, tx, { actor, id: of.id }))
    tell(deps, actor)
  }
  return { ...outcome, webhookId: id }
}

/** An operator’s webhooks, the oldest first. */
export async function webhooksOf(
  deps: Deps,
  actor: Actor,
  operatorId: string,
): Promise<WebhookSubscription[]> {
  await operatorOf(deps.store.db, actor, operatorId)
  return listSubscriptions(deps.store.db, operatorId)
}

async function goOn(deps: Deps, tx: Db, { actor, id }: { actor: Actor; id: string }): Promise<void> {
  await clearHold(tx, [id])
  await releaseSubscription(tx, id, deps.ctx.now())
  await addJob(tx, deps.jobs, { name: 'notify', data: { workspaceId: actor.workspaceId } })
}

function tell(deps: Deps, { workspaceId }: Actor): void {
  deps.jobs.wake('notify')
  deps.live.publish(workspaceId, { topic: 'notifications' })
}

async function operatorOf(db: Db, { workspaceId }: Actor, operatorId: string): Promise<Operator> {
  const operator = await findOperator(db, workspaceId, operatorId)
  if (!operator) throw notFound('operator')
  return operator
}

async function webhookOf(db: Db, of: WebhookOf): Promise<WebhookSubscription> {
  const webhook = await subscriptionOf(db, of)
  if (!webhook) throw notFound('webhook')
  return webhook
}

/** The address as it is called. Whether its name leads to where it may be called is found out when it is. */
function checkedUrl(deps: Deps, text: string): string {
  const message = wrongInUrl(text)
  if (message === undefined) {
    refuseUncallable(deps, [{ field: 'url', url: text }])
    return new URL(text).href
  }
  throw new Refusal('invalid', 'The address is not right. Nothing was changed.', {
    errors: [{ field: 'url', message }],
  })
}

function wrongInUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'a whole address, e.g. https://partner.example.com/events'
  const { protocol, username, password, hash } = new URL(text)
  if (!['https:', 'http:'].includes(protocol)) return 'an address that begins with https://'
  if (username || password) return 'without a user name and password: the signature says who calls'
  return hash ? 'without a part after #: it is never sent' : undefined
}

/** The rest of an address may hold a partner’s secret. */
const hostOf = (url: string) => new URL(url).host

function log(deps: Deps, tx: Db, { actor, message }: { actor: Actor; message: string }): Promise<void> {
  const entry = { id: deps.ctx.newId(), workspaceId: actor.workspaceId, at: deps.ctx.now() }
  return addLogEntry(tx, { ...entry, level: 'info', message })
}
