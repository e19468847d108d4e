import type { ZodType } from 'zod'
import type { IncomingAnswer } from '../http.ts'
import { jsonOf } from '../json-answer.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import { faultOfStatus } from '../status-fault.ts'
import type { JiraConfig } from './config.ts'
import { wordsOf } from './errors.ts'
import type { WireList } from './wire.ts'

/**
 * Calls to one site as one user. Each method throws ProviderError for anything but the promised answer.
 * https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 */
export interface JiraClient {
  site: string
  now(): Date
  /** The tracker's own time, if it has told it. */
  toldTime(): Date | undefined
  get<T>(path: string, schema: ZodType<T>): Promise<T>
  post<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T>
  /** All entries of a list that is paged with `startAt`, up to `atMost`. */
  list<T>(path: string, schema: ZodType<WireList<T>>, atMost?: number): Promise<T[]>
}

const pageSize = 100

/**
 * Jira answers some calls as if nobody had signed in, with 200 or 404, and says so only in this header.
 * Taking such an answer at its word would make issues seem gone.
 */
function signInRefusal(answer: IncomingAnswer): string | undefined {
  const reason = answer.headers['x-seraph-loginreason'] ?? ''
  if (/AUTHENTICATION_DENIED/u.test(reason)) {
    return 'Jira wants a captcha after failed sign-ins: sign in once in the browser with this account, then try again.'
  }
  if (/AUTHENTICATED_FAILED/u.test(reason)) return 'Jira does not accept this e-mail and API token.'
  const location = answer.status >= 300 && answer.status < 400 ? (answer.headers.location ?? '') : ''
  return /login|signin|id\.atlassian\.com/iu.test(location)
    ? 'Jira sent its sign-in page instead of an answer.'
    : undefined
}

function checkStatus(answer: IncomingAnswer, now: Date): void {
  const refusal = signInRefusal(answer)
  if (refusal) {
    throw new ProviderError({ ...faultOfStatus(answer, { now, detail: refusal }), kind: 'unauthorized' })
  }
  if (answer.status >= 200 && answer.status < 300) return
  throw new ProviderError(faultOfStatus(answer, { now, ...wordsOf(answer) }))
}

export function createJiraClient(config: JiraConfig, deps: ProviderDeps): JiraClient {
  const credential = Buffer.from(`${config.email}:${config.token}`).toString('base64')

  async function call<T>(
    request: { method: 'GET' | 'POST'; path: string; body?: unknown },
    schema: ZodType<T>,
  ): Promise<T> {
    const answer = await deps.http.send({
      method: request.method,
      url: `${config.site}/rest/api/3${request.path}`,
      // The language decides what statuses are called, unless the account has one of its own.
      headers: { authorization: `Basic ${credential}`, 'accept-language': 'en' },
      secrets: [config.token],
      ...(request.body !== undefined && { body: request.body }),
    })
    checkStatus(answer, deps.now())
    return jsonOf(answer, schema)
  }

  const client: JiraClient = {
    site: config.site,
    now: () => deps.now(),
    toldTime: () => deps.toldTime?.(),
    get: (path, schema) => call({ method: 'GET', path }, schema),
    post: (path, body, schema) => call({ method: 'POST', path, body }, schema),
    async list<T>(path: string, schema: ZodType<WireList<T>>, atMost = 2000) {
      const found: T[] = []
      while (found.length < atMost) {
        const joint = path.includes('?') ? '&' : '?'
        const page: WireList<T> = await client.get(
          `${path}${joint}startAt=${found.length}&maxResults=${pageSize}`,
          schema,
        )
        found.push(...page.items)
        const all = page.total === undefined ? page.items.length < pageSize : found.length >= page.total
        if (page.items.length === 0 || (page.last ?? all)) break
      }
      return found
    },
  }
  return client
}
