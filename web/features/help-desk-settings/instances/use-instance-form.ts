import { useForm } from '@mantine/form'
import type { Instance } from '../../../api/instances.ts'
import { check, valuesOf, type InstanceValues } from './values.ts'

export const useInstanceForm = (instance: Instance, types: { id: string }[]) =>
  useForm<InstanceValues>({ initialValues: valuesOf(instance, types), validate: check })

export type InstanceForm = ReturnType<typeof useInstanceForm>
