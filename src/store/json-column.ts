import type { ColumnType } from 'kysely'

/** A jsonb column: read as its shape, written through `json()`. */
export type Json<T> = ColumnType<T, T, T>
