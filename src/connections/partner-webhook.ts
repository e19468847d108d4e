import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Deps } from '../deps.ts'
import { cloudEventType, type CloudEvent } from '../domain/cloud-event.ts'
import type { Fault } from '../domain/fault.ts'
import type { NotificationAnswer } from '../domain/notification.ts'
import { goneCode } from '../domain/notification-remedies.ts'
import { ProviderError } from '../providers/provider.ts'
import { faultOfStatus, pageTitle, shortened } from '../providers/status-fault.ts'
import { CannotOpen } from '../store/seal.ts'
import { partnerWebhook } from '../store/secret-places.ts'
import type { WebhookSubscription } from '../store/webhook-subscriptions.ts'
import { opening } from './unreadable.ts'

/** As Standard Webhooks advises: 15 to 30 seconds. */
const timeoutMs = 15_000

/** Nobody needs more than a word of it. */
const maxBytes = 1024 * 1024

/** So long both secrets sign after a rotation, so that a partner can change over without losing an event. */
export const bothSecretsMs = 86_400_000

type Place = Pick<WebhookSubscription, 'id' | 'workspaceId' | 'url'>

/** A new secret in the form that Standard Webhooks give it, and as it is kept. */
export function newSecret({ sealer }: Pick<Deps, 'sealer'>, of: Place): { secret: string; sealed: string } {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return { secret, sealed: sealer.seal(secret, partnerWebhook(of, 'secret')) }
}

/** The present secret, as it is kept once another has taken its place; null where it cannot be read any more. */
export function asOldSecret(
  { sealer }: Pick<Deps, 'sealer'>,
  of: Place & Pick<WebhookSubscription, 'sealedSecret'>,
): string | null {
  try {
    const secret = sealer.open(of.sealedSecret, partnerWebhook(of, 'secret'))
    return sealer.seal(secret, partnerWebhook(of, 'old secret'))
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    return null
  }
}

/** The secrets that sign now: after a rotation for a while also the one before it. */
function secretsOf({ sealer }: Pick<Deps, 'sealer'>, of: WebhookSubscription, now: Date): string[] {
  const { sealedSecret, sealedOldSecret, oldSecretUntil } = of
  const isBoth = sealedOldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now
  const secret = sealer.open(sealedSecret, partnerWebhook(of, 'secret'))
  return isBoth ? [secret, sealer.open(sealedOldSecret, partnerWebhook(of, 'old secret'))] : [secret]
}

/** What a partner’s server answered; `fault` where it did not take the event, or none was sent. */
export interface WebhookOutcome {
  answer: NotificationAnswer | null
  fault: Fault | undefined
}

/**
 * Sends an event, signed as Standard Webhooks say; its id is the message’s. Never throws for what the partner’s server does, nor for a secret that cannot
 * be opened.
 */
export async function callWebhook(
  deps: Deps,
  subscription: WebhookSubscription,
  event: CloudEvent,
): Promise<WebhookOutcome> {
  const now = deps.ctx.now()
  const body = JSON.stringify(event)
  try {
    const secrets = opening(() => secretsOf(deps, subscription, now))
    const signatures = secrets.map((secret) => new Webhook(secret).sign(event.id, now, body))
    const answer = await deps.http.send({
      method: 'POST',
      url: subscription.url,
      headers: {
        accept: '*/*',
        'content-type': cloudEventType,
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': signatures.join(' '),
      },
      body,
      timeoutMs,
      maxBytes,
      secrets: [...secrets, ...secrets.map((secret) => secret.replace('whsec_', ''))],
    })
    const { status } = answer
    const text = shortened(answer.redact(pageTitle(answer) ?? answer.text))
    const isTaken = status >= 200 && status < 300
    return { answer: { status, text }, fault: isTaken ? undefined : faultOf(deps, { answer, text }) }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { answer: null, fault: error.fault }
  }
}

type Said = Parameters<typeof faultOfStatus>[0]

function faultOf({ ctx }: Deps, { answer, text }: { answer: Said; text: string }): Fault {
  const { status, headers } = answer
  // Its own words about redirects speak of trackers.
  const { location: _, ...others } = headers
  const isElsewhere = status >= 300 && status < 400
  const detail = isElsewhere
    ? `HTTP ${status}: it sends the hub on to another place, which is not followed.`
    : text
  const fault = faultOfStatus({ ...answer, headers: others }, { now: ctx.now(), detail })
  return status === 410 ? { ...fault, code: goneCode } : fault
}
