import type { Answer, Api } from '../../ground/api.ts'
import type { FaultEffect } from '../../ground/faults/model.ts'
import type { OceaneState } from '../state/model.ts'
import { OceaneError } from './answer.ts'
import { dispatch, tokenPath } from './dispatch.ts'

const words: Record<number, [code: string, reason: string, message: string]> = {
  401: ['42', 'Expired credentials', 'The access token has expired.'],
  403: ['50', 'Access denied', 'This client may not do that.'],
  404: ['60', 'Resource not found', 'The requested resource does not exist.'],
  429: ['53', 'Too many requests', 'The rate limit of this client is exceeded.'],
}

function refusal(status: number, { retryAfter }: FaultEffect): Answer {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined)
  const [code, reason, message] = words[status] ?? ['1', 'Internal error', 'The request could not be served.']
  return {
    status,
    headers: wait === undefined ? {} : { 'retry-after': String(wait) },
    body: new OceaneError(status, code, [reason, message]).body,
  }
}

const signInPage = {
  status: 200,
  html: '<!doctype html><html><head><title>Oceane – sign in</title></head><body><h1>Sign in</h1></body></html>',
}

export const api: Api<OceaneState> = {
  paths: [tokenPath, '/troubleTicket', '/troubleTicket/*'],
  contentType: 'application/json;charset=utf-8',
  dispatch,
  refusal,
  signInPage: () => signInPage,
  rateHeaders: ({ refused, wait }): Record<string, string> =>
    refused ? { 'retry-after': String(wait) } : {},
  spoiling: {
    nullable: new Set([
      'priority',
      'relatedEntity',
      'channel',
      'statusChange',
      'author',
      'changeReason',
      'token_type',
    ]),
    maps: new Set(),
    foreign: { 'x-oceane-addition': { value: null, label: 'unexpected' } },
  },
}
