import type { HttpClient } from './http.ts'
import { ProviderError } from './provider.ts'

/**
 * The same client, but nothing is written to a tracker while other processes may have taken over this one's work. Asked
 * at the last moment, after the request has waited for its turn.
 */
export function whileLeased(http: HttpClient, lease: { holds(): boolean }): HttpClient {
  return {
    async send(request) {
      if (request.method === 'GET' || lease.holds()) return http.send(request)
      const detail =
        'Not sent: the hub stood still, and another process may have taken over what it was doing.'
      throw new ProviderError({ kind: 'not-sent', detail })
    },
  }
}
