import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { ProviderError, type WebhookDeclaration, type WebhookHint, type WebhookRequest } from '../provider.ts'
import { wireWebhook } from './wire.ts'

function parsed(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch (cause) {
    throw new ProviderError({ kind: 'bad-answer', detail: 'The webhook’s body is not JSON.' }, { cause })
  }
}

function whatOf(event: string, eventType: string, commented: boolean): WebhookHint['what'] {
  if (event.endsWith('issue_created')) return 'created'
  if (event.endsWith('issue_deleted')) return 'deleted'
  if (event.startsWith('comment_') || eventType.startsWith('issue_comment')) return 'commented'
  // Old servers send no event type; a comment beside an update says it as well.
  return eventType === '' && commented ? 'commented' : 'updated'
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The password of `Authorization: Basic`, whatever the user name is. */
function passwordOf(authorization = ''): string | undefined {
  const [, credential = ''] = /^basic\s+(\S+)$/iu.exec(authorization) ?? []
  return /^[^:]*:(.*)$/su.exec(Buffer.from(credential, 'base64').toString())?.[1]
}

/** Where Jira cannot sign: Server and Data Center before version 10 send what stands in the address, later ones a password too. */
function carriesSecret({ headers, query }: WebhookRequest, secret: string): boolean {
  return [passwordOf(headers.authorization), query?.secret].some(
    (given) => given !== undefined && timingSafeEqual(digest(given), digest(secret)),
  )
}

/**
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/
 * https://confluence.atlassian.com/adminjiraserver/managing-webhooks-938846912.html
 */
export const jiraWebhook: WebhookDeclaration = {
  path: 'jiraStatus',

  verify(request, secret) {
    if (secret === '') return false
    const header = request.headers['x-hub-signature']
    // What is signed must be signed rightly: nothing else makes up for it.
    if (header === undefined) return carriesSecret(request, secret)
    const [, signature] = /^sha256=([0-9a-f]{64})$/iu.exec(header) ?? []
    if (!signature) return false
    const expected = createHmac('sha256', secret).update(request.rawBody).digest()
    return timingSafeEqual(Buffer.from(signature, 'hex'), expected)
  },

  identifier(request) {
    return request.headers['x-atlassian-webhook-identifier'] || undefined
  },

  parse(rawBody) {
    const read = wireWebhook.safeParse(parsed(rawBody))
    if (!read.success) {
      throw new ProviderError({
        kind: 'bad-answer',
        detail: 'The webhook’s body is not one that Jira sends.',
      })
    }
    const { webhookEvent, issue_event_type_name: eventType, issue, comment } = read.data
    // Some versions send a comment without its issue; polling sees the change.
    if (!issue) return []
    const commented = comment !== undefined && comment !== null
    return [{ issueId: issue.id, what: whatOf(webhookEvent ?? '', eventType ?? '', commented) }]
  },
}
