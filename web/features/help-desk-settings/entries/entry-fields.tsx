import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FieldKind } from '../../../api/help-desk-lists.ts'
import { instancesQuery } from '../../../api/instances.ts'
import type { EntryForm } from './use-entry-form.ts'
import { categories, type Entry } from './values.ts'
import { fieldKindWords, hasOptions, type ListKind } from './words.ts'

interface FieldsProps {
  kind: ListKind
  form: EntryForm
  isNew: boolean
  /** The one that is named now; it may have been taken out of use. */
  instance: Entry['instance']
}

/** What an entry says besides its name. */
export function EntryFields({ kind, form, isNew, instance }: FieldsProps) {
  if (kind === 'statuses') {
    return (
      <NativeSelect
        label="Category"
        description="What the status means: for filters, colours, and for Jira’s statuses without an equal name."
        data={categories}
        {...form.getInputProps('category')}
      />
    )
  }
  if (kind === 'fields') return <FieldFields form={form} isNew={isNew} />
  if (kind === 'products' || kind === 'versions') {
    return <PlaceFields form={form} isVersion={kind === 'versions'} instance={instance} />
  }
  return null
}

const kinds = Object.entries(fieldKindWords).map(([value, label]) => ({ value, label }))

function FieldFields({ form, isNew }: Pick<FieldsProps, 'form' | 'isNew'>) {
  const kind: FieldKind = form.values.kind
  return (
    <>
      <NativeSelect
        label="Kind"
        disabled={!isNew}
        description={
          isNew ? 'It stays as it is from then on.' : 'The kind stays: tickets may have values of it.'
        }
        data={kinds}
        {...form.getInputProps('kind')}
      />
      {hasOptions(kind) && (
        <Textarea
          label="Options"
          withAsterisk
          autosize
          minRows={3}
          maxRows={12}
          description={
            kind === 'cascading'
              ? 'One a line: “Europe”, or with what is below it, “Europe > France”.'
              : 'One a line, in the order in which they are offered.'
          }
          {...form.getInputProps('options')}
        />
      )}
    </>
  )
}

interface PlaceProps extends Pick<FieldsProps, 'form' | 'instance'> {
  isVersion: boolean
}

function PlaceFields({ form, isVersion, instance }: PlaceProps) {
  const instances = useQuery(instancesQuery).data ?? []
  const active = instances.filter((one) => one.active)
  const options = active.map(({ id, name }) => ({ value: id, label: name }))
  const isGone = instance && !active.some(({ id }) => id === instance.id)
  const none = isVersion ? 'The product’s' : active.length > 1 ? 'None' : 'The only one'
  return (
    <>
      <TextInput
        label="Jira project key"
        placeholder="INFRA"
        description={
          isVersion
            ? 'The key, not the name. Empty: the product’s.'
            : 'The key, not the name. Empty: the product’s name is tried as a key.'
        }
        {...form.getInputProps('projectKey')}
      />
      <NativeSelect
        label="Jira instance"
        description={
          isVersion || active.length < 2
            ? 'Where issues are created.'
            : 'There are several: without one, no issue can be created for this product’s tickets.'
        }
        data={[
          { value: '', label: none },
          ...options,
          ...(isGone ? [{ value: instance.id, label: `${instance.name} (not in use)` }] : []),
        ]}
        {...form.getInputProps('instanceId')}
      />
    </>
  )
}
