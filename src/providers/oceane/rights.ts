import { ProviderError, type Account } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import { idOf } from './map.ts'
import { readTicket } from './read.ts'
import type { WireTicket } from './wire.ts'

type Right = Account['rights'][number]
type Declared = (typeof rights)[keyof typeof rights]

/** What the hub needs there. Whether a right is there can be tried for reading only. */
export const rights = {
  authenticate: {
    right: 'Authenticate',
    neededFor: 'Everything: the hub gets its access token with Client ID and Client Secret.',
    required: true,
    howToGrant: 'Ask Orange for a Client ID and Client Secret that may use the Oceane API.',
  },
  create: {
    right: 'Create tickets',
    neededFor: 'Creating a ticket.',
    required: true,
    howToGrant:
      'Not tried, because only a ticket would show it. If the first one is refused, ask Orange to let this client and this User ID create tickets.',
  },
  list: {
    right: 'List tickets',
    neededFor:
      'Finding a ticket again when an answer was lost, and seeing what changed. Only with a list path.',
    required: false,
    howToGrant: 'Ask Orange to let this client list tickets, or leave the list path empty.',
  },
  read: {
    right: 'Read tickets',
    neededFor: 'Following the status, and adding comments. Only with a read path.',
    required: false,
    howToGrant: 'Ask Orange to let this client read and change tickets, or leave the read path empty.',
  },
  filter: {
    right: 'Filter tickets by their last update',
    neededFor: 'Seeing at the next poll what changed, not only after a day. Only with both paths.',
    required: false,
    howToGrant:
      'Ask Orange whether the list knows TMF630’s filter lastUpdate.gte, or leave the list path empty.',
  },
}

export const granted = ({ right, required, howToGrant }: Declared): Right => ({
  right,
  granted: true,
  required,
  howToGrant,
})

/** A refusal of just this call is a missing right, in Oceane's words; any other fault is the whole check's. */
async function tried<T>(declared: Declared, work: Promise<T>): Promise<{ right: Right; value?: T }> {
  try {
    return { right: granted(declared), value: await work }
  } catch (error) {
    const isRefusal =
      error instanceof ProviderError && ['forbidden', 'not-found', 'invalid'].includes(error.fault.kind)
    if (!isRefusal) throw error
    const howToGrant = `${error.fault.detail} ${declared.howToGrant}`
    return { right: { ...granted(declared), granted: false, howToGrant } }
  }
}

const first = { offset: 0, limit: 1 }

/** A list that does not know the filter may answer with nothing, which must not pass for “no change”. */
async function filterBy(client: OceaneClient, { lastUpdate }: WireTicket): Promise<void> {
  const { rows } = await client.list({ 'lastUpdate.gte': lastUpdate ?? '' }, first)
  if (rows.length > 0) return
  const detail = 'The list does not find a ticket by the moment of its own last update.'
  throw new ProviderError({ kind: 'invalid', detail })
}

/** Whether what is configured for reading works, as far as a ticket that is there shows it. */
export async function readingRights(client: OceaneClient): Promise<Right[]> {
  const { config } = client
  const list = config.listPath === undefined ? undefined : await tried(rights.list, client.list({}, first))
  const found = list ? [list.right] : []
  if (config.readPath === undefined) return found
  const ticket = list?.value?.rows[0]
  if (!ticket) return [...found, granted(rights.read)]
  const read = await tried(rights.read, readTicket(client, idOf(ticket, config)))
  const filter = await tried(rights.filter, filterBy(client, ticket))
  return [...found, read.right, filter.right]
}
