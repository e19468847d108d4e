import { Button, Code, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { AlarmSourceDetail } from '../../api/alarm-sources.ts'
import { HeaderFields } from './header-fields.tsx'
import { useInsertion } from './use-insertion.ts'
import type { SourceForm } from './source-form.ts'

interface TemplateProps {
  form: SourceForm
  fields: AlarmSourceDetail['fields']
}

/** The request, and the fields that can be clicked into it. */
export function TemplateFields({ form, fields }: TemplateProps) {
  const { remember, insert } = useInsertion(form)
  return (
    <Stack>
      <Group align="flex-start" gap="sm">
        <NativeSelect label="Method" data={['PUT', 'POST', 'PATCH']} {...form.getInputProps('method')} />
        <TextInput
          label="Address"
          withAsterisk
          placeholder="https://console.example.com/api/alarms/{{agent}}/{{rootKey}}"
          description="https; a private address only where the operator has allowed it. No secrets here: use a header."
          style={{ flex: '1 1 20rem' }}
          autoComplete="off"
          {...form.getInputProps('url')}
          {...remember('url')}
        />
      </Group>
      <HeaderFields form={form} remember={remember} />
      <Textarea
        label="Body"
        withAsterisk
        description="JSON. Places stand inside its texts."
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...form.getInputProps('body')}
        {...remember('body')}
      />
      <div>
        <Text size="sm" fw={500} id="places">
          Fields to put in
        </Text>
        <Text size="sm" c="dimmed" mb={6}>
          A click puts one where the caret was last: in the address, a header’s value or the body.
        </Text>
        <Group gap={6} role="group" aria-labelledby="places">
          {fields.map(({ name, what }) => (
            <Button
              key={name}
              size="compact-sm"
              variant="default"
              title={what}
              aria-label={`Put in ${name}: ${what}`}
              onClick={() => insert(name)}
            >
              <Code>{name}</Code>
            </Button>
          ))}
        </Group>
      </div>
      <Group align="flex-start" gap="sm" grow>
        <TextInput
          label="Property for the ticket’s id"
          description="What {{ticketIdName}} is."
          {...form.getInputProps('ticketIdName')}
        />
        <TextInput
          label="Property for its address"
          description="What {{ticketUrlName}} is."
          {...form.getInputProps('ticketUrlName')}
        />
      </Group>
    </Stack>
  )
}
