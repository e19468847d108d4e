import type { Found } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { issueFields, issueOf, markName } from './map.ts'
import { equals } from './query.ts'
import { sightOf } from './sight.ts'
import { wireIncident, type WireIncident } from './wire.ts'

const fields = [...issueFields, 'correlation_id', 'sys_created_by', 'sys_created_on']

const unsure = (because: string): Found => ({ outcome: 'unsure', because })

/** A person’s copy (“Insert and Stay”) carries the mark as well, but was created by that person. */
function isOwn(row: WireIncident, username: string): boolean {
  return row.sys_created_by?.value.toLowerCase() === username.toLowerCase()
}

const older = (a: WireIncident, b: WireIncident) =>
  (a.sys_created_on?.value ?? '') < (b.sys_created_on?.value ?? '') ? a : b

/** A field that the user may not read is left out, and one that a rule of the instance empties cannot be searched by. */
function doubtOfMark(seen: WireIncident[]): string | undefined {
  if (seen.length === 0) return undefined
  const readable = seen.some((row) => row.correlation_id !== undefined && row.correlation_id !== null)
  if (!readable) return 'The integration user may not read the field correlation_id of incidents.'
  const emptied = seen.some(
    (row) => row.correlation_display?.value === markName && !row.correlation_id?.value,
  )
  return emptied
    ? 'Something in the instance empties the field correlation_id of the hub’s incidents.'
    : undefined
}

/**
 * The incident whose `correlation_id` is the marker. The search is fresh, but a condition that the instance does not understand is
 * dropped, and then every incident matches: so each row is looked at. See README.md for what makes an empty answer certain.
 */
export async function findIncident(client: ServiceNowClient, marker: string): Promise<Found> {
  const request = { query: equals('correlation_id', marker), fields, limit: 100 }
  const { rows, total, more } = await client.list('incident', request, wireIncident)
  const marked = rows.filter((row) => row.correlation_id?.value === marker)
  const own = marked.filter((row) => isOwn(row, client.username))
  if (own.length > 0) return { outcome: 'found', issue: issueOf(own.reduce(older), client.instance) }
  const [copy] = marked
  if (copy) {
    const who = copy.sys_created_by?.value || 'somebody else'
    return unsure(
      `${copy.number?.value ?? 'An incident'} carries the mark but was created by ${who}: a copy, or made while the connection had another user.`,
    )
  }
  if (rows.length > 0) {
    return unsure('ServiceNow did not search by correlation_id: what it answered does not carry the mark.')
  }
  if (total || more)
    return unsure('An incident with the mark exists, but the integration user may not read it.')
  const sight = await sightOf(client)
  const doubt = sight.clear ? doubtOfMark(sight.seen) : sight.because
  return doubt === undefined ? { outcome: 'absent' } : unsure(doubt)
}
