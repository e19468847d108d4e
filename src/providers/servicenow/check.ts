import { nearest } from '../nearest.ts'
import type { Account, Choice } from '../provider.ts'
import { choicesOfField, groups } from './choices.ts'
import type { ServiceNowClient } from './client.ts'
import { sysIdForm, type ServiceNowDestination } from './config.ts'
import { neededFields } from './needs.ts'
import { equals } from './query.ts'
import { accountRights } from './rights.ts'
import { ifAllowed, rolesOf, whoAmI } from './roles.ts'
import { wireGroup } from './wire.ts'

type Problem = Account['problems'][number]

function examples(wanted: string, available: Choice[]): string {
  const near = nearest(
    wanted,
    available.map(({ label }) => label),
  )
  return near.length > 0 ? `There are, for example: ${near.join(', ')}.` : 'The integration user sees none.'
}

/** A group that is not among the active ones: switched off, or not there any more. */
async function groupProblem(
  client: ServiceNowClient,
  wanted: string,
  active: Choice[],
): Promise<Problem | undefined> {
  if (active.some(({ value }) => value === wanted.toLowerCase())) return undefined
  const field = 'assignmentGroup'
  if (!sysIdForm.test(wanted)) {
    return { field, message: `“${wanted}” is no group of this instance. ${examples(wanted, active)}` }
  }
  const request = { query: equals('sys_id', wanted), fields: ['sys_id', 'name', 'active'], limit: 10 }
  const page = await ifAllowed(client.list('sys_user_group', request, wireGroup))
  const group = page?.rows.find(({ sys_id: id }) => id.value === wanted.toLowerCase())
  // There can be more groups than the list holds.
  if (group && group.active?.value !== 'false') return undefined
  const name = group?.name?.value
  const message =
    name === undefined
      ? `The group does not exist any more, or may not be seen. ${examples('', active)}`
      : `The group “${name}” is not active. ${examples(name, active)}`
  return { field, message }
}

async function categoryProblem(
  client: ServiceNowClient,
  wanted: string | undefined,
): Promise<Problem | undefined> {
  const known = wanted === undefined ? undefined : await choicesOfField(client, 'category')
  // Where choices may not be read, nothing is known to be wrong.
  if (wanted === undefined || !known || known.some(({ value }) => value === wanted)) return undefined
  return {
    field: 'category',
    message: `There is no category “${wanted}” of incidents. ${examples(wanted, known)}`,
  }
}

/**
 * Who the user is, what it may do, where incidents can go. All of it by reading.
 * https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
 */
export async function checkAccount(
  client: ServiceNowClient,
  destination: ServiceNowDestination | undefined,
): Promise<Account> {
  const places = await groups(client)
  const me = await whoAmI(client)
  const rights = await accountRights(client, {
    roles: await rolesOf(client, me),
    seesGroups: places.length > 0,
  })
  const account = { id: me.id, name: me.name, rights, places }
  if (!destination) return { ...account, problems: [], needs: [] }
  const problems = [
    await groupProblem(client, destination.assignmentGroup, places),
    await categoryProblem(client, destination.category),
  ].filter((problem) => problem !== undefined)
  return { ...account, problems, needs: await neededFields(client, destination) }
}
