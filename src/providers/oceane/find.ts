import type { Found } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import { issueOf, momentOf } from './map.ts'
import { filterName, textsAt, type Place } from './places.ts'
import { templateOf } from './request.ts'
import { placeFor } from './template.ts'
import { pageSize, walk } from './walk.ts'
import type { WireTicket } from './wire.ts'

const unsure = (because: string): Found => ({ outcome: 'unsure', because })
const copied = unsure('A ticket carries the mark, but another user created it: it may be a copy.')

const upTo = { size: pageSize, pages: 20 }

/** When it was created; what does not say so comes last. */
const ageOf = (wire: WireTicket) => momentOf(wire.creationDate)?.getTime() ?? Infinity

/**
 * Of the tickets with the mark, the oldest of the hub's User ID. A person's copy may carry the mark too, but somebody else's
 * name. Where Oceane does not answer with the parties, the mark is all there is.
 */
function ownAmong(client: OceaneClient, marked: WireTicket[]): Found | undefined {
  const { config } = client
  const party = placeFor(templateOf(config), 'userId')
  const isOwn = (wire: WireTicket) => {
    const ids = party ? textsAt(wire, party) : []
    return ids.length === 0 || ids.includes(config.userId)
  }
  const [own] = marked.filter(isOwn).sort((a, b) => ageOf(a) - ageOf(b))
  return own && { outcome: 'found', issue: issueOf(own, config) }
}

/**
 * An empty answer proves something only where the list shows this client tickets at all, and the filter finds one that is
 * there for certain.
 */
async function believe(client: OceaneClient, marker: string, place: Place): Promise<Found> {
  const { rows, more } = await client.list({}, { offset: 0, limit: pageSize })
  const marked = rows.filter((wire) => textsAt(wire, place).includes(marker))
  if (marked.length > 0) return ownAmong(client, marked) ?? copied
  if (rows.length === 0)
    return unsure('Oceane shows this client no ticket at all, so its list proves nothing.')
  if (more === false) return { outcome: 'absent' }
  const known = rows.flatMap((wire) => textsAt(wire, place))[0]
  if (known === undefined) return unsure(`No ticket has a “${filterName(place)}” to try the filter on.`)
  const control = await client.list({ [filterName(place)]: known }, { offset: 0, limit: pageSize })
  if (control.rows.some((wire) => textsAt(wire, place).includes(known))) return { outcome: 'absent' }
  return unsure(`Oceane does not find tickets by “${filterName(place)}”.`)
}

/**
 * Looks for the ticket that carries the marker. A filter may be ignored, so each ticket is looked at.
 * https://www.tmforum.org/resources/specification/tmf630-rest-api-design-guidelines-4-2-0/
 */
export async function findTicket(client: OceaneClient, marker: string): Promise<Found> {
  if (client.config.listPath === undefined) {
    return unsure('This connection only creates: without a list path, Oceane cannot be searched.')
  }
  const place = placeFor(templateOf(client.config), 'marker')
  if (!place) return unsure('The request carries no {{marker}} by which a ticket could be found.')
  const marked: WireTicket[] = []
  let looked = 0
  let whole = false
  for await (const { rows, last } of walk(client, { [filterName(place)]: marker }, upTo)) {
    looked += rows.length
    whole = last
    marked.push(...rows.filter((wire) => textsAt(wire, place).includes(marker)))
    const found = ownAmong(client, marked)
    if (found) return found
  }
  if (marked.length > 0) return copied
  if (looked === 0) return believe(client, marker, place)
  // Other tickets came instead: the filter is ignored, so the whole list had to be looked at.
  return whole
    ? { outcome: 'absent' }
    : unsure('Oceane’s list ignores the filter, and is too long to be looked through.')
}
