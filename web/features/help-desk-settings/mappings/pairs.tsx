import { ActionIcon, Autocomplete, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import type { HubField } from '../../../api/instances.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { MappingForm } from './use-mapping-form.ts'

/** What a value is called on each side, where the names differ (C41). */
export function Pairs({ form, hubField }: { form: MappingForm; hubField: HubField }) {
  const { pairs } = form.values
  return (
    <Fieldset
      variant="unstyled"
      mx={0}
      legend="Values"
      styles={{ legend: { fontSize: 14, fontWeight: 600 } }}
    >
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          Values with exactly equal names match by themselves. Add those that are called differently.
        </Text>
        {pairs.map((_, index) => (
          // Rows have no identity of their own: their values stand in the form.
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <Autocomplete
              aria-label={`Value ${index + 1} in the help desk`}
              placeholder="Here"
              data={hubField.options ?? []}
              style={{ flex: 1 }}
              {...form.getInputProps(`pairs.${index}.here`)}
            />
            <Text pt={6} aria-hidden>
              ↔
            </Text>
            <TextInput
              aria-label={`Value ${index + 1} in Jira`}
              placeholder="In Jira"
              style={{ flex: 1 }}
              {...form.getInputProps(`pairs.${index}.there`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={4}
              aria-label={`Remove value ${index + 1}`}
              onClick={() => form.removeListItem('pairs', index)}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => form.insertListItem('pairs', { here: '', there: '' })}
        >
          Add value
        </Button>
      </Stack>
    </Fieldset>
  )
}
