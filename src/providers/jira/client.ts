import type { ZodType } from 'zod'
import type { IncomingAnswer } from '../http.ts'
import { jsonOf } from '../json-answer.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import { faultOfStatus } from '../status-fault.ts'
import { isServer, type JiraConfig } from './config.ts'
import type { JiraEdition } from './edition.ts'
import { wordsOf } from './errors.ts'
import type { WireList } from './wire.ts'

/**
 * Calls to one site as one user. Each method throws ProviderError for anything but the promised answer.
 * https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/
 */
export interface JiraClient {
  site: string
  /** What Cloud does in one way and Server and Data Center in another. */
  edition: JiraEdition
  now(): Date
  /** The tracker's own time, if it has told it. */
  toldTime(): Date | undefined
  get<T>(path: string, schema: ZodType<T>): Promise<T>
  post<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T>
  delete(path: string): Promise<void>
  /** A form that is ready to be sent. */
  upload<T>(path: string, form: { body: unknown; contentType: string }, schema: ZodType<T>): Promise<T>
  /** What is anywhere below the site’s address. */
  download(path: string, maxBytes: number): Promise<IncomingAnswer>
  /** All entries of a list that is paged with `startAt`, up to `atMost`. */
  list<T>(path: string, schema: ZodType<WireList<T>>, atMost?: number): Promise<T[]>
}

interface JiraRequest {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: unknown
  headers?: Record<string, string>
  maxBytes?: number
}

const noCheck = { 'x-atlassian-token': 'no-check' }

const pageSize = 100

/**
 * Jira answers some calls as if nobody had signed in, with 200 or 404, and says so only in this header.
 * Taking such an answer at its word would make issues seem gone.
 */
function signInRefusal(answer: IncomingAnswer, credential: string): string | undefined {
  const reason = answer.headers['x-seraph-loginreason'] ?? ''
  if (/AUTHENTICATION_DENIED/u.test(reason)) {
    return 'Jira wants a captcha after failed sign-ins: sign in once in the browser with this account, then try again.'
  }
  if (/AUTHENTICATED_FAILED/u.test(reason)) return `Jira does not accept this ${credential}.`
  const location = answer.status >= 300 && answer.status < 400 ? (answer.headers.location ?? '') : ''
  return /login|signin|id\.atlassian\.com/iu.test(location)
    ? 'Jira sent its sign-in page instead of an answer.'
    : undefined
}

function checkStatus(answer: IncomingAnswer, now: Date, credential: string): void {
  const refusal = signInRefusal(answer, credential)
  if (refusal) {
    throw new ProviderError({ ...faultOfStatus(answer, { now, detail: refusal }), kind: 'unauthorized' })
  }
  if (answer.status >= 200 && answer.status < 300) return
  throw new ProviderError(faultOfStatus(answer, { now, ...wordsOf(answer) }))
}

/** How the hub signs in, and what people call that. A personal access token knows its user by itself (CX9). */
function signInOf({ edition, email, userName, token }: JiraConfig): { header: string; words: string } {
  const basic = (name = '') => `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`
  if (!isServer({ edition })) return { header: basic(email), words: 'e-mail and API token' }
  return userName
    ? { header: basic(userName), words: 'user name and password' }
    : { header: `Bearer ${token}`, words: 'personal access token' }
}

export function createJiraClient(config: JiraConfig, deps: ProviderDeps, edition: JiraEdition): JiraClient {
  const { header, words } = signInOf(config)

  async function ask({ method, path, body, headers, maxBytes }: JiraRequest): Promise<IncomingAnswer> {
    const answer = await deps.http.send({
      method,
      url: config.site + path,
      // The language decides what statuses are called, unless the account has one of its own.
      headers: { authorization: header, 'accept-language': 'en', ...headers },
      secrets: [config.token],
      ...(body !== undefined && { body }),
      ...(maxBytes !== undefined && { maxBytes }),
    })
    checkStatus(answer, deps.now(), words)
    return answer
  }

  async function call<T>(request: JiraRequest, schema: ZodType<T>): Promise<T> {
    return jsonOf(await ask({ ...request, path: edition.apiPath + request.path }), schema)
  }

  const client: JiraClient = {
    site: config.site,
    edition,
    now: () => deps.now(),
    toldTime: () => deps.toldTime?.(),
    get: (path, schema) => call({ method: 'GET', path }, schema),
    post: (path, body, schema) => call({ method: 'POST', path, body }, schema),
    delete: async (path) => void (await ask({ method: 'DELETE', path: edition.apiPath + path })),
    upload: (path, { body, contentType }, schema) =>
      // Without the token Jira takes a form of files for one that another page sends.
      call({ method: 'POST', path, body, headers: { ...noCheck, 'content-type': contentType } }, schema),
    download: (path, maxBytes) => ask({ method: 'GET', path, headers: { accept: '*/*' }, maxBytes }),
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
