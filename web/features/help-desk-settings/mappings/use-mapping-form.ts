import { useForm } from '@mantine/form'
import type { FieldMapping, TrackerField } from '../../../api/instances.ts'
import { check, emptyMapping, valuesOf, type MappingValues } from './values.ts'

/** @param fields of the tracker, as far as they are known */
export const useMappingForm = (mapping: FieldMapping | undefined, fields: TrackerField[]) =>
  useForm<MappingValues>({
    initialValues: mapping ? valuesOf(mapping) : emptyMapping,
    validate: (values) => check(values, fields),
  })

export type MappingForm = ReturnType<typeof useMappingForm>
