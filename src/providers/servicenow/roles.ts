import { ProviderError } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { equals, isHarmless } from './query.ts'
import { wireUser, wireUserRole } from './wire.ts'

export interface Person {
  /** `sys_id` of the integration user, or its User ID where users may not be read. */
  id: string
  name: string
}

/** What may not be read, or is not there, is answered instead of thrown: the caller has another way. */
export async function ifAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const refused =
      error instanceof ProviderError && ['forbidden', 'invalid', 'not-found'].includes(error.fault.kind)
    if (refused) return undefined
    throw error
  }
}

/** Who the integration user is: https://www.servicenow.com/docs/r/platform-administration/t_CreateAUser.html */
export async function whoAmI(client: ServiceNowClient): Promise<Person> {
  const { username } = client
  const unknown = { id: username, name: username }
  if (!isHarmless(username)) return unknown
  const request = { query: equals('user_name', username), fields: ['sys_id', 'user_name', 'name'], limit: 10 }
  const page = await ifAllowed(client.list('sys_user', request, wireUser))
  const me = page?.rows.find((row) => row.user_name?.value.toLowerCase() === username.toLowerCase())
  return me ? { id: me.sys_id.value, name: me.name?.value || username } : unknown
}

/**
 * The user's roles, inherited ones included; undefined where they may not be read. Rows of other users prove that the
 * condition was dropped, and say nothing about this one.
 */
export async function rolesOf(client: ServiceNowClient, person: Person): Promise<Set<string> | undefined> {
  if (!isHarmless(person.id)) return undefined
  const request = { query: equals('user', person.id), fields: ['role', 'user'], limit: 1000 }
  const page = await ifAllowed(client.list('sys_user_has_role', request, wireUserRole))
  const own = page?.rows.filter((row) => row.user?.value === person.id) ?? []
  return own.length > 0 ? new Set(own.map((row) => row.role?.display ?? '')) : undefined
}

/** `itil` contains the role of writing incidents alone, `admin` everything. */
export const mayWriteIncidents = (roles: Set<string>) =>
  ['itil', 'admin', 'sn_incident_write'].some((role) => roles.has(role))
