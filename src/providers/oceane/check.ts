import type { Account } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import type { OceaneDestination } from './config.ts'
import { granted, readingRights, rights } from './rights.ts'
import { misfitOf } from './value-sets.ts'

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
