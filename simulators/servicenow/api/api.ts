import type { Api } from '../../ground/api.ts'
import type { FaultEffect } from '../../ground/faults/model.ts'
import type { RateCount } from '../../ground/faults/rate-limit.ts'
import type { ServiceNowState } from '../state/model.ts'
import { ServiceNowError, type Answer } from './answer.ts'
import { dispatch } from './dispatch.ts'
import { hibernationPage } from './hibernation.ts'

const words: Record<number, [message: string, detail: string]> = {
  401: ['User Not Authenticated', 'Required to provide Auth information'],
  403: ['Operation Failed', 'ACL Exception Insert Failed due to security constraints'],
  404: ['No Record found', "Record doesn't exist or ACL restricts the record retrieval"],
  429: ['Rate limit exceeded', 'Rate limit of 100 requests per hour for Table API exceeded'],
}

/** `sys_id` of the rate limit rule. */
const rule = '5f2c1a7be0a44f0f9d3c1e2b7a6d5c4b'

function refusal(status: number, { retryAfter }: FaultEffect): Answer {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined)
  const [message, detail] = words[status] ?? [
    'Transaction cancelled',
    'The instance could not carry out the request',
  ]
  return {
    status,
    headers: {
      ...(wait !== undefined && { 'retry-after': String(wait) }),
      ...(status === 429 && { 'x-ratelimit-rule': rule }),
    },
    body: new ServiceNowError(status, message, detail).body,
  }
}

/** https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html */
function rateHeaders({ refused, limit, resetAt, wait }: RateCount): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    'x-ratelimit-rule': rule,
    ...(refused && { 'retry-after': String(wait) }),
  }
}

export const api: Api<ServiceNowState> = {
  paths: ['/api/*'],
  contentType: 'application/json;charset=UTF-8',
  dispatch,
  refusal,
  signInPage: () => hibernationPage,
  rateHeaders,
  spoiling: {
    nullable: new Set(['assigned_to', 'description', 'category', 'label', 'language', 'detail', 'link']),
    maps: new Set(),
    foreign: { x_acme_addition: { display_value: 'unexpected', value: null } },
  },
}
