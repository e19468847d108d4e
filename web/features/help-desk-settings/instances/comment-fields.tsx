import { NativeSelect, Radio, Stack, Switch } from '@mantine/core'
import { optionsOf, Part } from './form-part.tsx'
import type { InstanceForm } from './use-instance-form.ts'
import type { Lists } from './use-lists.ts'

/** What becomes of actions in Jira, and of Jira’s comments here. */
export function CommentFields({ form, lists }: { form: InstanceForm; lists: Lists }) {
  const { actionTypeId, commentTypeId } = form.values
  return (
    <>
      <Part title="From tickets to Jira">
        <NativeSelect
          label="Action type to push to Jira as Comments"
          maw={420}
          description="An action becomes a comment once; changing it later does not change the comment."
          data={optionsOf('All Types', lists.actionTypes, actionTypeId)}
          {...form.getInputProps('actionTypeId')}
        />
        <Switch
          label="Push internal actions"
          description="Off: only public actions become comments. Whoever sees the issue in Jira can read what was pushed. Restricted actions never leave."
          {...form.getInputProps('pushInternal', { type: 'checkbox' })}
        />
      </Part>
      <Part title="From Jira to tickets">
        <NativeSelect
          label="Comments become actions of the type"
          maw={420}
          description="A comment that Jira restricts to a role or group, and an internal note, never comes over."
          data={optionsOf('Comment, or the first type', lists.actionTypes, commentTypeId)}
          {...form.getInputProps('commentTypeId')}
        />
        <Radio.Group label="Who may read them here" {...form.getInputProps('comments')}>
          <Stack gap="xs" mt="xs">
            <Radio value="internal" label="Internal: the people of the help desk" />
            <Radio
              value="public"
              label="Public: the customer as well"
              description="Engineers in Jira may not expect customers to read along."
            />
          </Stack>
        </Radio.Group>
      </Part>
    </>
  )
}
