import { ActionIcon, Autocomplete, Button, Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'
import type { RuleFields } from './use-rule-form.ts'
import { emptyMatcher } from './values.ts'

const most = 20
const operators = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
]

interface MatcherProps {
  form: RuleFields
  /** Names that may be meant. */
  labels: string[]
}

/** All of the conditions have to hold. */
export function MatcherFields({ form, labels }: MatcherProps) {
  const { matchers } = form.values
  return (
    <Input.Wrapper
      label="Conditions"
      labelElement="div"
      description="All have to hold. * stands for any characters, alone for any value; upper and lower case differ; a label that an alarm does not have is empty."
      error={form.errors['matchers']}
    >
      <Stack gap="xs" mb={6} role="group" aria-label="Conditions">
        {matchers.map((_, index) => (
          // Rows have no identity of their own: their values stand in the form.
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={index} gap="xs" align="flex-start">
            <Autocomplete
              aria-label={`Label of condition ${index + 1}`}
              placeholder="Label"
              data={labels}
              withScrollArea={false}
              style={{ flex: '1 1 9rem' }}
              {...form.getInputProps(`matchers.${index}.label`)}
            />
            <NativeSelect
              aria-label={`Comparison of condition ${index + 1}`}
              data={operators}
              {...form.getInputProps(`matchers.${index}.op`)}
            />
            <TextInput
              aria-label={`Value of condition ${index + 1}`}
              placeholder="empty"
              autoComplete="off"
              maxLength={500}
              style={{ flex: '2 1 9rem' }}
              {...form.getInputProps(`matchers.${index}.value`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove condition ${index + 1}`}
              onClick={() => form.removeListItem('matchers', index)}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </Group>
        ))}
        {matchers.length < most && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => form.insertListItem('matchers', emptyMatcher)}
          >
            Add condition
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}
