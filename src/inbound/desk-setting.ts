import { hubFieldsOf } from '../connections/hub-fields.ts'
import { instanceOf } from '../connections/instances.ts'
import type { StatusTables } from '../domain/status.ts'
import type { Connection } from '../store/connections.ts'
import { fieldMappings, typeMappings } from '../store/field-mappings.ts'
import type { Db } from '../store/open.ts'
import { supportLists } from '../store/support-facts.ts'
import type { DeskSetting } from './support-outcome.ts'

/** What all help-desk tickets of an instance have in common when an issue is applied to them. */
export async function deskSetting(
  db: Db,
  connection: Connection,
  tables: StatusTables,
): Promise<DeskSetting> {
  const lists = await supportLists(db, connection.workspaceId)
  return {
    instance: instanceOf(connection),
    lists,
    fieldMappings: await fieldMappings(db, connection.id),
    typeMappings: await typeMappings(db, connection.id),
    hubFields: hubFieldsOf(lists),
    tables,
  }
}
