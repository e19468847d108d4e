import type { Account } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { ifAllowed, mayWriteIncidents } from './roles.ts'
import { wireRecord } from './wire.ts'

type Right = Account['rights'][number]

/** A18, and what AX21 adds: what the hub needs, and where an administrator of the instance grants it. */
export const rights = [
  {
    right: 'itil',
    neededFor: 'Creating incidents, writing work notes, reading status and changes.',
    required: true,
    howToGrant: 'User Administration > Users > the integration user > Roles: add itil.',
  },
  {
    right: 'rest_api_explorer',
    neededFor: 'Trying out calls in the instance; the hub itself works without it.',
    required: false,
    howToGrant: 'User Administration > Users > the integration user > Roles: add rest_api_explorer.',
  },
  {
    right: 'Read incident',
    neededFor: 'Reading status, assignee and changes, and finding an incident again after a lost answer.',
    required: true,
    howToGrant: 'The role itil has it; otherwise System Security > Access Control (ACL): read on incident.',
  },
  {
    right: 'Read sys_user_group',
    neededFor: 'The list of assignment groups.',
    required: true,
    howToGrant:
      'The role itil has it; otherwise System Security > Access Control (ACL): read on sys_user_group.',
  },
  {
    right: 'Read sys_choice',
    neededFor: 'The lists of categories, impacts and urgencies.',
    required: false,
    howToGrant:
      'System Security > Access Control (ACL): read on sys_choice for a role of the integration user.',
  },
  {
    right: 'Read sys_journal_field',
    neededFor: 'Seeing whether a comment was written, where work_notes of incidents may not be read.',
    required: false,
    howToGrant:
      'System Security > Access Control (ACL): read on sys_journal_field for a role of the integration user.',
  },
  {
    right: 'Read sys_data_policy_rule',
    neededFor: 'Asking beforehand for the fields that a data policy demands.',
    required: false,
    howToGrant:
      'System Security > Access Control (ACL): read on sys_data_policy_rule, sys_data_policy2 and sys_dictionary for a role of the integration user.',
  },
]

/** A harmless read. Rows that access rules hide are no error, but they are counted. */
async function mayRead(client: ServiceNowClient, table: string): Promise<boolean> {
  const page = await ifAllowed(client.list(table, { fields: ['sys_id'], limit: 10 }, wireRecord))
  return page !== undefined && (page.rows.length > 0 || page.total === 0)
}

export async function accountRights(
  client: ServiceNowClient,
  known: { roles: Set<string> | undefined; seesGroups: boolean },
): Promise<Right[]> {
  const readsIncidents = await mayRead(client, 'incident')
  const { roles } = known
  const granted: Record<string, boolean> = {
    // Where roles may not be read, whoever reads incidents is taken to have the role that usually gives it.
    itil: roles ? mayWriteIncidents(roles) : readsIncidents,
    rest_api_explorer: roles !== undefined && (roles.has('rest_api_explorer') || roles.has('admin')),
    'Read incident': readsIncidents,
    'Read sys_user_group': known.seesGroups,
    'Read sys_choice': await mayRead(client, 'sys_choice'),
    'Read sys_journal_field': await mayRead(client, 'sys_journal_field'),
    'Read sys_data_policy_rule': await mayRead(client, 'sys_data_policy_rule'),
  }
  return rights.map(({ right, required, howToGrant }) => ({
    right,
    granted: granted[right] === true,
    required,
    howToGrant,
  }))
}
