import { ActionIcon, Button, Group, Input, PasswordInput, Stack, TextInput } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'
import type { Remember } from './use-insertion.ts'
import type { SourceForm } from './source-form.ts'

const most = 20

interface HeaderProps {
  form: SourceForm
  remember: Remember
}

/** Headers, whose values are secrets: stored ones are never shown, only replaced. */
export function HeaderFields({ form, remember }: HeaderProps) {
  const { headers } = form.values
  return (
    <Input.Wrapper
      label="Headers"
      labelElement="div"
      description="Values are kept encrypted, never shown again, and asked for anew when the address goes to another host."
    >
      <Stack gap="xs" mb={6}>
        {headers.map(({ name, stored }, index) => (
          // Rows have no identity of their own; they are only added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="Authorization"
              autoComplete="off"
              style={{ flex: '1 1 8rem' }}
              {...form.getInputProps(`headers.${index}.name`)}
            />
            <PasswordInput
              aria-label={`Value of ${name || `header ${index + 1}`}`}
              placeholder={stored ? 'Stored. Type to replace it' : 'Bearer …'}
              autoComplete="new-password"
              style={{ flex: '2 1 10rem' }}
              {...form.getInputProps(`headers.${index}.value`)}
              {...remember(`headers.${index}.value`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove ${name || `header ${index + 1}`}`}
              onClick={() => form.removeListItem('headers', index)}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </Group>
        ))}
        {headers.length < most && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => form.insertListItem('headers', { name: '', value: '', stored: false })}
          >
            Add header
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}
