import type { Answer, Api } from '../../ground/api.ts'
import type { FaultEffect } from '../../ground/faults/model.ts'
import type { RateCount } from '../../ground/faults/rate-limit.ts'
import type { JiraState } from '../state/model.ts'
import { dispatch } from './dispatch.ts'

const words: Record<number, string> = {
  401: 'Client must be authenticated to access this resource.',
  403: 'You do not have permission to perform this operation.',
  404: 'Issue does not exist or you do not have permission to see it.',
  429: 'Rate limit exceeded.',
}

const usualReason = 'jira-burst-based'

function refusal(status: number, { retryAfter, reason }: FaultEffect): Answer {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined)
  return {
    status,
    headers: {
      ...(wait !== undefined && { 'retry-after': String(wait) }),
      ...(status === 429 && { 'ratelimit-reason': reason ?? usualReason }),
    },
    body: { errorMessages: [words[status] ?? 'The service is not available at the moment.'], errors: {} },
  }
}

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
function rateHeaders({ refused, limit, remaining, resetAt, wait, reason }: RateCount) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': new Date(resetAt).toISOString(),
    ...(refused && { 'retry-after': String(wait), 'ratelimit-reason': reason ?? usualReason }),
  }
}

const signInPage: Answer = {
  status: 200,
  html: '<!doctype html><html><head><title>Log in</title></head><body><form><h1>Log in to continue</h1></form></body></html>',
}

export const api: Api<JiraState> = {
  paths: ['/rest/*'],
  contentType: 'application/json;charset=UTF-8',
  dispatch,
  refusal,
  signInPage: () => signInPage,
  rateHeaders,
  spoiling: {
    nullable: new Set([
      'emailAddress',
      'timeZone',
      'iconUrl',
      'avatarUrls',
      'description',
      'priority',
      'lead',
      'statusCategory',
    ]),
    maps: new Set(['errors', 'permissions', 'properties', 'avatarUrls', 'body', 'description', 'attrs']),
    foreign: { customfield_99999: { unexpected: [null, 1] } },
  },
}
