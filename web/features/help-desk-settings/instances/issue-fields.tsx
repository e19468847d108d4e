import { Checkbox, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core'
import { optionsOf, Part } from './form-part.tsx'
import type { InstanceForm } from './use-instance-form.ts'
import type { Lists } from './use-lists.ts'

/** Which tickets get issues where, and what a change of the issue’s status does. */
export function IssueFields({ form, lists }: { form: InstanceForm; lists: Lists }) {
  const { values } = form
  return (
    <>
      <Part title="New issues">
        <TextInput
          label="Default Project KEY"
          placeholder="INFRA"
          maw={320}
          description="Where the issue of a ticket without a product goes: the key, as in INFRA-12, not the name. Also called “Default Product Key”."
          {...form.getInputProps('defaultProjectKey')}
        />
        <Switch
          label="Always Use Default Project Key"
          description="All issues go to the default project, whatever keys products and versions have."
          {...form.getInputProps('alwaysDefault', { type: 'checkbox' })}
        />
        <Switch
          label="Include Non-Required Fields on Issue Creation"
          description="Every mapped field is sent with a new issue. Off: only those that Jira requires; one of them without a value is asked for first."
          {...form.getInputProps('includeNonRequired', { type: 'checkbox' })}
        />
        <Switch
          label="Use All Ticket Types"
          description="Tickets of every type can be linked. Off: only those chosen here show the Jira box."
          {...form.getInputProps('allTypes', { type: 'checkbox' })}
        />
        {!values.allTypes && (
          <Checkbox.Group label="Types that may sync" withAsterisk {...form.getInputProps('typeIds')}>
            <Group mt="xs" mb={4}>
              {lists.types.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
      </Part>
      <Part title="Status">
        <Switch
          label="Update Ticket Status"
          description="The ticket takes the status of its issue, where one has exactly the same name. Off: a change of the issue’s status is told on the ticket as an action."
          {...form.getInputProps('updateTicketStatus', { type: 'checkbox' })}
        />
        {values.updateTicketStatus && (
          <Stack gap={0} maw={420}>
            <NativeSelect
              label="Default status, where no name is equal"
              data={optionsOf('The first one of the same category', lists.statuses, values.defaultStatusId)}
              {...form.getInputProps('defaultStatusId')}
            />
          </Stack>
        )}
      </Part>
    </>
  )
}
