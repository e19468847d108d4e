import { Autocomplete, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { choicesQuery } from '../../../api/connections.ts'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import type { Instance, Mappings } from '../../../api/instances.ts'
import type { MappingForm } from './use-mapping-form.ts'

interface TypeProps {
  form: MappingForm
  instance: Instance
  mappings: Mappings
}

/** A mapping of the type “Ticket Type” (C44). */
export function TypeFields({ form, instance, mappings }: TypeProps) {
  const { id, provider, settings, defaultIssueType } = instance
  const types = useQuery(orderedListQuery('types')).data ?? []
  const project = settings.defaultProjectKey
  const wanted = { provider, connectionId: id, field: 'issueType', within: project ? { project } : {} }
  const known = useQuery({ ...choicesQuery(wanted, 0), enabled: project !== null }).data ?? []
  const before = mappings.types.find(({ typeId }) => typeId === form.values.typeId)
  return (
    <>
      <NativeSelect
        label="Ticket type"
        withAsterisk
        data={[
          { value: '', label: 'Choose' },
          ...types.map((type) => ({ value: type.id, label: type.name })),
        ]}
        {...(before ? { description: `Mapped to ${before.issueType} now: saving changes that.` } : {})}
        {...form.getInputProps('typeId')}
      />
      <Autocomplete
        label="Type of issue in Jira"
        withAsterisk
        description={`Its name as Jira writes it. A project that lacks it gives an error before the issue is created. Without a mapping: the equal name, else ${defaultIssueType || 'the default type'}.`}
        data={[...new Set(known.map(({ label }) => label))]}
        {...form.getInputProps('issueType')}
      />
    </>
  )
}
