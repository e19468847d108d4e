import { send } from '../../ground/webhooks.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'

/**
 * What the hub's Business Rule does after an insert, a change of state and a deletion. The instance tries once: what is not
 * taken is lost.
 */
export function tellHub(site: Site, row: Row, operation: 'insert' | 'update' | 'delete'): void {
  const payload = JSON.stringify({ sys_id: row['sys_id'], operation })
  for (const webhook of site.state.webhooks) {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'ServiceNow/1.0 (simulated)',
      'x-crosstie-secret': webhook.secret,
      'x-crosstie-delivery': `${row['sys_id']}.${row['sys_mod_count']}.${operation}`,
    }
    send(site, { webhook, headers, payload, isRetried: () => false })
  }
}
