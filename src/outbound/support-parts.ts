import { instanceOf, instancesOf, type Instance } from '../connections/instances.ts'
import type { Deps } from '../deps.ts'
import { aliasOf } from '../domain/ticket.ts'
import type { Connection } from '../store/connections.ts'
import type { Delivery } from '../store/deliveries.ts'
import { fieldMappings, typeMappings } from '../store/field-mappings.ts'
import type { Db } from '../store/open.ts'
import { listRoutes } from '../store/routes.ts'
import type { SupportFacts } from '../store/support-facts.ts'
import type { SupportParts } from './compose-support.ts'

type Setting = Omit<SupportParts, 'ticket' | 'facts' | 'survey' | 'given'>

/** What all creations of an instance have in common. */
export async function supportSetting(deps: Deps, db: Db, connection: Connection): Promise<Setting> {
  const instance: Instance = instanceOf(connection)
  const [instances, fields, types, routes] = await Promise.all([
    instancesOf(deps, db, connection.workspaceId),
    fieldMappings(db, connection.id),
    typeMappings(db, connection.id),
    listRoutes(db, connection.id),
  ])
  const standard = routes.find(({ projectId }) => projectId === null)
  if (!standard) throw new Error('A connection has no default route.')
  return {
    instances,
    instance,
    fieldMappings: fields,
    typeMappings: types,
    standard: standard.destination,
    provider: deps.trackers.provider(connection.provider),
    publicUrl: deps.publicUrl,
  }
}

/** All that one ticket's issue is made of. */
export function supportParts(
  setting: Setting,
  of: {
    ticket: { number: number; title: string; description: string; priority: string; createdBy: string }
    facts: SupportFacts
    delivery: Pick<Delivery, 'survey' | 'given'>
  },
): SupportParts {
  const { ticket, facts, delivery } = of
  return {
    ...setting,
    ticket: { ...ticket, alias: aliasOf(ticket.number) },
    facts,
    survey: delivery.survey,
    given: delivery.given ?? {},
  }
}
