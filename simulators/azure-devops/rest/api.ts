import type { Answer, Api } from '../../ground/api.ts'
import type { FaultEffect } from '../../ground/faults/model.ts'
import type { RateCount } from '../../ground/faults/rate-limit.ts'
import type { AzureDevOpsState } from '../state/model.ts'
import { errorBody } from './answer.ts'
import { dispatch } from './dispatch.ts'
import { signInAnswer } from './sign-in.ts'

const words: Record<number, { message: string; typeKey: string }> = {
  403: {
    message: 'TF400813: The user is not authorized to access this resource.',
    typeKey: 'UnauthorizedRequestException',
  },
  404: {
    message: 'TF401232: The work item does not exist, or you do not have permissions to read it.',
    typeKey: 'WorkItemUnauthorizedAccessException',
  },
  429: {
    message:
      "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'.",
    typeKey: 'RequestCanceledException',
  },
}

const unavailable = {
  message: 'TF400898: An Internal Error Occurred. The service is not available at the moment.',
  typeKey: 'VssServiceException',
}

/** A 401 has no body, as recorded. */
function refusal(status: number, { retryAfter }: FaultEffect): Answer {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined)
  return {
    status,
    headers: { ...(wait !== undefined && { 'retry-after': String(wait) }) },
    ...(status !== 401 && { body: errorBody(words[status] ?? unavailable) }),
  }
}

/** Units are those of the service, "TSTUs", of which a call here costs one. */
function rateHeaders({ refused, limit, remaining, resetAt, wait, reason }: RateCount) {
  return {
    'x-ratelimit-resource': reason ?? 'AzureDevOps/TSTUs',
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    ...(refused && { 'retry-after': String(wait), 'x-ratelimit-delay': '0' }),
  }
}

export const api: Api<AzureDevOpsState> = {
  paths: [
    '/:organization/_apis/*',
    '/:organization/:project/_apis/*',
    '/:organization/:project/:team/_apis/*',
  ],
  contentType: 'application/json; charset=utf-8; api-version=7.1',
  dispatch,
  refusal,
  signInPage: (site) =>
    signInAnswer(site, site.state.signIn === 'redirect-302' ? 'redirect-302' : 'html-203'),
  rateHeaders,
  spoiling: {
    nullable: new Set([
      'description',
      'imageUrl',
      '_links',
      'descriptor',
      'uniqueName',
      'icon',
      'color',
      'System.Reason',
      'System.IterationPath',
      'System.Description',
      'renderedText',
      'defaultValue',
      'helpText',
    ]),
    maps: new Set(['attributes', 'transitions', 'multilineFieldsFormat', 'customProperties']),
    foreign: { 'unexpected.Member': { unexpected: [null, 1] } },
  },
}
