import { ProviderError, type Account } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import type { OceaneDestination } from './config.ts'
import { idOf } from './map.ts'
import { misfitOf } from './value-sets.ts'

type Right = Account['rights'][number]

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
}

const granted = ({ right, required, howToGrant }: (typeof rights)['list']): Right => ({
  right,
  granted: true,
  required,
  howToGrant,
})

/** What was configured has to work: a refusal of just this call is a missing right, in Oceane's words. */
function missing(right: (typeof rights)['list'], error: unknown): Right {
  const isRefusal =
    error instanceof ProviderError && ['forbidden', 'not-found', 'invalid'].includes(error.fault.kind)
  if (!isRefusal) throw error
  const howToGrant = `${error.fault.detail} ${right.howToGrant}`
  return { ...granted(right), granted: false, required: true, howToGrant }
}

/** The list by its first entry, and reading by that ticket, where there is one. */
async function readingRights(client: OceaneClient): Promise<Right[]> {
  const { listPath, readPath } = client.config
  const found: Right[] = []
  let id: string | undefined
  if (listPath !== undefined) {
    try {
      const { rows } = await client.list({}, { offset: 0, limit: 1 })
      id = rows[0] && idOf(rows[0], client.config)
      found.push(granted(rights.list))
    } catch (error) {
      found.push(missing(rights.list, error))
    }
  }
  if (readPath === undefined) return found
  const read = id === undefined ? undefined : await client.read(id).catch((error: unknown) => ({ error }))
  if (read && 'error' in read) return [...found, missing(rights.read, read.error)]
  if (read && 'missing' in read) return [...found, missing(rights.read, new ProviderError(read.missing))]
  return [...found, granted(rights.read)]
}

function problemsOf(client: OceaneClient, destination: OceaneDestination): Account['problems'] {
  return (['urgency', 'technicalImpact'] as const).flatMap((field) => {
    const value = destination[field]
    const message = value === undefined ? undefined : misfitOf(client.config, field, value)
    return message === undefined ? [] : [{ field, message }]
  })
}

/**
 * B12, BX13: always with a new token, so that the page's test is what the seed calls Authenticate.
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export async function checkAccount(
  client: OceaneClient,
  destination: OceaneDestination | undefined,
): Promise<Account> {
  const { endsAt } = await client.signIn()
  return {
    id: client.config.clientId,
    name: client.config.userId,
    ...(endsAt && { sessionEndsAt: endsAt }),
    rights: [granted(rights.authenticate), granted(rights.create), ...(await readingRights(client))],
    places: [{ value: 'oceane', label: 'Oceane' }],
    problems: destination ? problemsOf(client, destination) : [],
    needs: [],
  }
}
