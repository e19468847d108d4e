import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  mappingsQuery,
  saveMapping,
  saveTypeMapping,
  trackerFieldsQuery,
  type FieldMapping,
  type Instance,
  type Mappings,
} from '../../../api/instances.ts'
import { fieldErrors, hasStatus } from '../../../api/problem.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { FieldFields } from './field-fields.tsx'
import { TypeFields } from './type-fields.tsx'
import { useMappingForm } from './use-mapping-form.ts'
import { bodyOf, type MappingValues } from './values.ts'

interface DialogProps {
  instance: Instance
  mappings: Mappings
  /** Absent for a new one. */
  mapping: FieldMapping | undefined
  onClose: () => void
}

const types: MappingValues['mappingType'][] = ['Ticket', 'Ticket Type']

/** Adds or changes a mapping (C43–C46). */
export function MappingDialog({ instance, mappings, mapping, onClose }: DialogProps) {
  const { id } = instance
  const tracker = useQuery(trackerFieldsQuery(id))
  const fields = tracker.data ?? []
  const form = useMappingForm(mapping, fields)
  const { leave, question } = useLeaveGuard(form.isDirty(), onClose)
  const queries = useQueryClient()
  const narrow = useNarrow()
  useFocusBack()
  const saving = useMutation({
    mutationFn: (values: MappingValues) => {
      const hubField = mappings.hubFields.find(({ name }) => name === values.hubField)
      if (values.mappingType === 'Ticket Type' || !hubField) {
        return saveTypeMapping(id, { typeId: values.typeId, issueType: values.issueType.trim() })
      }
      return saveMapping({ instance: id, mapping: mapping?.id }, bodyOf(values, hubField, fields))
    },
    onSuccess: (saved) => {
      queries.setQueryData(mappingsQuery(id).queryKey, saved)
      notifications.show({ color: 'green.8', message: 'The mapping is saved.' })
      onClose()
    },
    onError: (error) => {
      const { fallback, ...errors } = fieldErrors(error)
      // The default has a field of its own for several options.
      form.setErrors({ ...errors, ...(fallback && { fallback, fallbackNames: fallback }) })
      // A name has become ambiguous since the fields were read.
      if (hasStatus(error, 409)) void tracker.refetch()
    },
  })
  const { mappingType } = form.values
  const isShown = Object.keys(fieldErrors(saving.error)).some((field) => field in form.values)
  return (
    <Modal
      opened
      onClose={leave}
      title={mapping ? `Change ${mapping.hubTitle} to ${mapping.fieldName}` : 'Add Mapping'}
      size={640}
      fullScreen={narrow}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {!mapping && (
            <div>
              <Text size="sm" fw={600} mb={4} id="mapping-type">
                Mapping Type
              </Text>
              <SegmentedControl
                aria-labelledby="mapping-type"
                data={types}
                {...form.getInputProps('mappingType')}
              />
              <Text size="xs" c="dimmed" mt={4}>
                {mappingType === 'Ticket'
                  ? 'A field of the ticket and a field of the issue.'
                  : 'A ticket type and a type of issue of another name.'}
              </Text>
            </div>
          )}
          {mappingType === 'Ticket' ? (
            <FieldFields form={form} mappings={mappings} mapping={mapping} tracker={tracker} />
          ) : (
            <TypeFields form={form} instance={instance} mappings={mappings} />
          )}
          {!isShown && <ProblemNote error={saving.error} withFields />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Modal>
  )
}
