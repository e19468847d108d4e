import type { ServiceNowClient } from './client.ts'
import { equals, isHarmless } from './query.ts'
import { mayWriteIncidents, rolesOf, whoAmI } from './roles.ts'
import { wireIncident, type WireIncident } from './wire.ts'

/** Whether an empty answer about incidents can be taken at its word: some that are visible, or why not. */
export type Sight = { clear: true; seen: WireIncident[] } | { clear: false; because: string }

const fields = ['sys_id', 'correlation_id', 'correlation_display', 'sys_created_by']

/**
 * Are incidents visible? First those that the user made itself, because a rule can hide just them; then any; and where the
 * table looks empty, whether the roles say that nothing is hidden.
 */
export async function sightOf(client: ServiceNowClient): Promise<Sight> {
  const me = client.username
  if (isHarmless(me)) {
    const request = { query: equals('sys_created_by', me), fields, limit: 20 }
    const { rows } = await client.list('incident', request, wireIncident)
    const own = rows.filter((row) => row.sys_created_by?.value.toLowerCase() === me.toLowerCase())
    if (own.length > 0) return { clear: true, seen: own }
  }
  const { rows, total } = await client.list('incident', { fields, limit: 20 }, wireIncident)
  if (rows.length > 0) return { clear: true, seen: rows }
  if (total) {
    return { clear: false, because: 'There are incidents, but the integration user may not read them.' }
  }
  const roles = await rolesOf(client, await whoAmI(client))
  if (roles && mayWriteIncidents(roles)) return { clear: true, seen: [] }
  const because = 'The integration user sees no incident at all, and it is not known that it may see them.'
  return { clear: false, because }
}
