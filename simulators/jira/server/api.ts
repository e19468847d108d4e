import type { Api } from '../../ground/api.ts'
import { api } from '../rest/api.ts'
import type { JiraState } from '../state/model.ts'
import { dispatch } from './dispatch.ts'

/** A Data Center's API differs from Cloud's in its calls, its users and its texts, not in how it fails. */
export const serverApi: Api<JiraState> = {
  ...api,
  dispatch,
  // https://confluence.atlassian.com/adminjiraserver/improving-instance-stability-with-rate-limiting-983794911.html
  rateHeaders: ({ refused, limit, remaining, wait }) => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-interval-seconds': '1',
    'x-ratelimit-fillrate': String(limit),
    'retry-after': String(refused ? wait : 0),
  }),
  refusal(status, effect) {
    const answer = api.refusal(status, effect)
    const { 'ratelimit-reason': _reason, ...headers } = answer.headers ?? {}
    return { ...answer, headers }
  },
}
