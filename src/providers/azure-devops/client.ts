import type { ZodType } from 'zod'
import type { IncomingAnswer } from '../http.ts'
import { jsonOf } from '../json-answer.ts'
import { pathStep } from '../path-step.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import { faultOfStatus } from '../status-fault.ts'
import type { AdoConfig } from './config.ts'
import { wordsOf } from './errors.ts'

export interface AdoCall {
  /** Behind the organisation's address; names in it are encoded already: see {@link inProject}. */
  path: string
  query?: Record<string, string>
  /** Some calls exist only as a preview. */
  version?: string
}

/**
 * Calls to one organisation with one token. Each method throws ProviderError for anything but the promised answer.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/?view=azure-devops-rest-7.1
 */
export interface AdoClient {
  organization: string
  now(): Date
  get<T>(call: AdoCall, schema: ZodType<T>): Promise<T>
  /** @param call `patch`: the body is a JSON Patch document, which has a content type of its own */
  post<T>(call: AdoCall & { body: unknown; patch?: boolean }, schema: ZodType<T>): Promise<T>
}

export const inProject = (project: string, path: string) => `/${pathStep(project)}${path}`

/** A token that has ended is answered with the sign-in page for people: as 203, or as a redirect to it. */
function isSignInPage({ status, headers, text }: IncomingAnswer): boolean {
  if (status === 203) return !/^\s*[[{]/u.test(text)
  if (status < 300 || status > 399) return false
  return headers['x-tfs-fedauthredirect'] !== undefined || /signin|login|vssps/iu.test(headers.location ?? '')
}

function checkStatus(answer: IncomingAnswer, now: Date): void {
  if (isSignInPage(answer)) {
    const detail = 'Azure DevOps sent its sign-in page instead of an answer: the token is wrong or has ended.'
    throw new ProviderError({ ...faultOfStatus(answer, { now }), kind: 'unauthorized', detail })
  }
  if (answer.status >= 200 && answer.status < 300) return
  throw new ProviderError(faultOfStatus(answer, { now, ...wordsOf(answer) }))
}

export function createAdoClient(config: AdoConfig, deps: ProviderDeps): AdoClient {
  // The user name is left empty: https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
  const authorization = `Basic ${Buffer.from(`:${config.token}`).toString('base64')}`

  async function call<T>(
    method: 'GET' | 'POST',
    { path, query, version = '7.1', body, patch }: AdoCall & { body?: unknown; patch?: boolean },
    schema: ZodType<T>,
  ): Promise<T> {
    const answer = await deps.http.send({
      method,
      url: `${config.organization}${path}?${new URLSearchParams({ ...query, 'api-version': version })}`,
      headers: {
        authorization,
        // Asks for a plain 401 where people would be sent to sign in.
        'x-tfs-fedauthredirect': 'Suppress',
        ...(patch && { 'content-type': 'application/json-patch+json' }),
      },
      secrets: [config.token],
      ...(body !== undefined && { body }),
    })
    checkStatus(answer, deps.now())
    return jsonOf(answer, schema)
  }

  return {
    organization: config.organization,
    now: () => deps.now(),
    get: (to, schema) => call('GET', to, schema),
    post: (to, schema) => call('POST', to, schema),
  }
}
