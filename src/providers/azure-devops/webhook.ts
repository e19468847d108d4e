import { createHash, timingSafeEqual } from 'node:crypto'
import { ProviderError, type WebhookDeclaration, type WebhookHint } from '../provider.ts'
import { wireEvent, type WireEvent } from './wire.ts'

const bad = (detail: string, options?: ErrorOptions) =>
  new ProviderError({ kind: 'bad-answer', detail }, options)

function parsed(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch (cause) {
    throw bad('The webhook’s body is not JSON.', { cause })
  }
}

function eventOf(rawBody: string): WireEvent {
  const read = wireEvent.safeParse(parsed(rawBody))
  if (read.success) return read.data
  throw bad('The webhook’s body is not one that Azure DevOps sends.')
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (given: string, secret: string) => timingSafeEqual(digest(given), digest(secret))

/** The password of `Authorization: Basic`, whatever the user name is. */
function passwordOf(authorization: string): string | undefined {
  const [, credential] = /^basic\s+(\S+)$/iu.exec(authorization) ?? []
  const [, password] = /^[^:]*:(.*)$/su.exec(Buffer.from(credential ?? '', 'base64').toString()) ?? []
  return password
}

const kinds: Record<string, WebhookHint['what']> = {
  'workitem.created': 'created',
  'workitem.deleted': 'deleted',
  'workitem.commented': 'commented',
}

/** The item's number. An update has one of its own, which must not be taken for it. */
function itemOf({ eventType, resource }: WireEvent): number | undefined {
  const candidates =
    eventType === 'workitem.updated'
      ? [
          resource?.workItemId,
          resource?.revision?.id,
          Number(/\/workitems\/(\d+)/iu.exec(resource?.url ?? '')?.[1]),
        ]
      : [resource?.id]
  return (
    candidates.find((id) => id !== null && id !== undefined && Number.isInteger(id) && id > 0) ?? undefined
  )
}

/** https://learn.microsoft.com/en-us/azure/devops/service-hooks/events?view=azure-devops */
export const adoWebhook: WebhookDeclaration = {
  path: 'adoStatus',

  /** There is no signature: the secret comes as the password of basic authentication or in a header of its own. */
  verify({ headers }, secret) {
    const given = [passwordOf(headers.authorization ?? ''), headers['x-crosstie-secret']]
    return secret !== '' && given.some((text) => text !== undefined && isSame(text, secret))
  },

  /** A retry is the same notification again, with the same numbers; no header says as much. */
  identifier({ rawBody }) {
    try {
      const { id, subscriptionId, notificationId } = eventOf(rawBody)
      return id ? [subscriptionId, notificationId, id].filter(Boolean).join(':') : undefined
    } catch {
      return undefined
    }
  },

  parse(rawBody) {
    const event = eventOf(rawBody)
    // Hooks for code and builds may lead here as well; “resource details: none” says nothing about which item.
    if (!event.eventType.startsWith('workitem.') || !event.resource) return []
    const id = itemOf(event)
    if (id === undefined) throw bad('The webhook does not say which work item it is about.')
    return [{ issueId: String(id), what: kinds[event.eventType] ?? 'updated' }]
  },
}
