import { useForm } from '@mantine/form'
import { check, valuesOf, type Entry, type EntryValues } from './values.ts'
import type { ListKind } from './words.ts'

export const useEntryForm = (kind: ListKind, entry: Entry | undefined) =>
  useForm<EntryValues>({ initialValues: valuesOf(entry), validate: (values) => check(kind, values) })

export type EntryForm = ReturnType<typeof useEntryForm>
