import { Autocomplete, Button, Loader, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { FieldMapping, HubField, Mappings, TrackerField } from '../../../api/instances.ts'
import { messageOf } from '../../../api/problem.ts'
import { Note } from '../../../ui/note.tsx'
import { fieldKindWords } from '../entries/words.ts'
import { FallbackField } from './fallback-field.tsx'
import { Pairs } from './pairs.tsx'
import type { MappingForm } from './use-mapping-form.ts'
import { fieldsCalled, namesOf } from './values.ts'
import { directionWords } from './words.ts'

interface FieldProps {
  form: MappingForm
  mappings: Mappings
  mapping: FieldMapping | undefined
  tracker: UseQueryResult<TrackerField[]>
}

/** A mapping of the type “Ticket” (C43): the help desk’s field is picked, Jira’s is named (C45). */
export function FieldFields({ form, mappings, mapping, tracker }: FieldProps) {
  const { hubField: name, fieldName } = form.values
  const hubField = mappings.hubFields.find((field) => field.name === name)
  const others = mappings.fields.filter(({ id }) => id !== mapping?.id)
  const taken = new Set(others.map((other) => other.hubField))
  const free = mappings.hubFields.filter((field) => !taken.has(field.name))
  const called = fieldsCalled(tracker.data ?? [], fieldName)
  return (
    <>
      <NativeSelect
        label="Help desk field"
        withAsterisk
        data={[
          { value: '', label: 'Choose' },
          ...free.map((field) => ({
            value: field.name,
            label: `${field.title} (${fieldKindWords[field.kind].toLowerCase()})`,
          })),
        ]}
        {...(hubField ? { description: directionOf(hubField) } : {})}
        {...form.getInputProps('hubField')}
        onChange={(event) =>
          // The default belongs to the field.
          form.setValues({ hubField: event.currentTarget.value, fallback: '', fallbackNames: [] })
        }
      />
      <Autocomplete
        label="Jira field"
        withAsterisk
        description="Its name as Jira writes it, capital letters included."
        data={namesOf(tracker.data ?? [])}
        limit={50}
        maxDropdownHeight={240}
        rightSection={tracker.isFetching ? <Loader size={14} /> : undefined}
        {...form.getInputProps('fieldName')}
        onChange={(typed) => form.setValues({ fieldName: typed, fieldId: '' })}
      />
      {tracker.error && <Unread tracker={tracker} />}
      {called.length > 1 && <WhichField form={form} called={called} />}
      {called.length === 1 && <Kind field={called[0]} hubField={hubField} />}
      {hubField && (
        <>
          <Pairs form={form} hubField={hubField} />
          <FallbackField form={form} hubField={hubField} />
        </>
      )}
    </>
  )
}

const directionOf = ({ comesBack }: HubField) => `${directionWords(comesBack)}.`

function Unread({ tracker }: Pick<FieldProps, 'tracker'>) {
  return (
    <Note tone="amber" icon="alert" title="Jira’s fields could not be read">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{messageOf(tracker.error)}</Text>
        <Button size="xs" variant="default" onClick={() => void tracker.refetch()}>
          Try again
        </Button>
      </Stack>
    </Note>
  )
}

/** CX23: names are not unique in Jira. */
function WhichField({ form, called }: { form: MappingForm; called: TrackerField[] }) {
  return (
    <Radio.Group
      label={`Which “${called[0]?.name ?? ''}”?`}
      description="Jira has several fields of this name. The id stands in the address when you edit the field in Jira."
      withAsterisk
      {...form.getInputProps('fieldId')}
    >
      <Stack gap="xs" my="xs">
        {called.map(({ id, kind }) => (
          <Radio
            key={id}
            value={id}
            label={`${kind ? fieldKindWords[kind] : 'Of a kind that cannot be mapped'} · ${id}`}
            disabled={kind === null}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function Kind({ field, hubField }: { field: TrackerField | undefined; hubField: HubField | undefined }) {
  if (!field) return null
  const differs = hubField && field.kind && field.kind !== hubField.kind
  return (
    <Text size="sm" c="dimmed" role="status">
      {field.kind
        ? `In Jira: ${fieldKindWords[field.kind].toLowerCase()}, ${field.id}.`
        : `“${field.name}” is of a kind that cannot be mapped.`}
      {differs && ' The kinds differ: a value that has no meaning there counts as none.'}
    </Text>
  )
}
