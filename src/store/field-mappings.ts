import type { Selectable } from 'kysely'
import type { FieldMappingsTable, TypeMappingsTable } from './help-desk-tables.ts'
import { json, type Db } from './open.ts'

export type FieldMappingRow = Selectable<FieldMappingsTable>
export type TypeMappingRow = Selectable<TypeMappingsTable>

/** Mappings of the kind “Ticket” (C43), the oldest first. */
export const fieldMappings = (db: Db, connectionId: string): Promise<FieldMappingRow[]> =>
  db.selectFrom('fieldMappings').selectAll().where('connectionId', '=', connectionId).orderBy('id').execute()

/** Mappings of the kind “Ticket Type” (C44), the oldest first. */
export const typeMappings = (db: Db, connectionId: string): Promise<TypeMappingRow[]> =>
  db.selectFrom('typeMappings').selectAll().where('connectionId', '=', connectionId).orderBy('id').execute()

/** Stores a mapping; one with the same id is replaced. */
export async function saveFieldMapping(tx: Db, row: FieldMappingRow): Promise<void> {
  const values = { ...row, valuePairs: json(row.valuePairs), fallback: json(row.fallback) }
  await tx
    .insertInto('fieldMappings')
    .values(values)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export async function saveTypeMapping(tx: Db, row: TypeMappingRow): Promise<void> {
  await tx
    .insertInto('typeMappings')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Answers whether there was one. */
export async function removeMapping(
  tx: Db,
  table: 'fieldMappings' | 'typeMappings',
  of: { connectionId: string; id: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom(table)
    .where('connectionId', '=', of.connectionId)
    .where('id', '=', of.id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
