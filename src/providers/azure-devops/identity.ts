import { ProviderError } from '../provider.ts'
import type { AdoClient } from './client.ts'
import { wireConnection, wireWho } from './wire.ts'

export interface Identity {
  id: string
  name: string
  /** Everything that names this user beside an item, in lower case. */
  names: Set<string>
}

/** Whom the service takes a caller for that it does not know, where projects are public. */
const nobody = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'

/**
 * Whose the token is. This call needs no scope.
 * https://learn.microsoft.com/en-us/javascript/api/azure-devops-extension-api/connectiondata
 */
export async function whoAmI(client: AdoClient): Promise<Identity> {
  const call = { path: '/_apis/connectionData', version: '7.1-preview' }
  const { authenticatedUser: user } = await client.get(call, wireConnection)
  if (user.id.toLowerCase() === nobody) {
    const detail = 'Azure DevOps answered as if nobody had signed in: the token is wrong or has ended.'
    throw new ProviderError({ kind: 'unauthorized', detail })
  }
  const account = user.properties?.Account?.$value
  const names = [user.id, user.subjectDescriptor, account].flatMap((name) => name?.toLowerCase() || [])
  const name = user.customDisplayName || user.providerDisplayName || account || user.id
  return { id: user.id, name, names: new Set(names) }
}

/** Whether the value of an identity field is this user. */
export function isSame(me: Identity, value: unknown): boolean {
  const who = wireWho.safeParse(value).data
  const named =
    typeof who === 'string' ? [/<([^>]+)>\s*$/u.exec(who)?.[1]] : [who?.id, who?.descriptor, who?.uniqueName]
  return named.some((name) => name && me.names.has(name.toLowerCase()))
}
