import { useForm } from '@mantine/form'
import { valuesOf, type SourceValues } from './values.ts'
import type { AlarmSourceDetail } from '../../api/alarm-sources.ts'

export const useSourceForm = (source: AlarmSourceDetail) =>
  useForm<SourceValues>({ initialValues: valuesOf(source) })

export type SourceForm = ReturnType<typeof useSourceForm>
