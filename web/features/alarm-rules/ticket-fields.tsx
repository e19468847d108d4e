import { Input, SegmentedControl, SimpleGrid } from '@mantine/core'
import type { AlarmDialog } from '../../api/alarms.ts'
import { useMe } from '../../api/session.ts'
import { AttributeField } from '../alarms/attribute-field.tsx'
import { ProjectField } from '../create-ticket/project-field.tsx'
import { priorities } from '../create-ticket/values.ts'
import type { RuleFields } from './use-rule-form.ts'

interface TicketFieldsProps {
  form: RuleFields
  asked: AlarmDialog['attributes']
}

/** What a person answers in the Create Ticket dialog of an alarm (B23). */
export function TicketFields({ form, asked }: TicketFieldsProps) {
  const { projectRequired } = useMe().workspace
  return (
    <>
      <Input.Wrapper label="Priority" labelElement="div" withAsterisk>
        <SegmentedControl
          fullWidth
          aria-label="Priority"
          data={priorities}
          {...form.getInputProps('priority')}
        />
      </Input.Wrapper>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {asked.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            {...form.getInputProps(`attributes.${attribute.name}`)}
          />
        ))}
      </SimpleGrid>
      <ProjectField required={projectRequired} {...form.getInputProps('projectId')} />
    </>
  )
}
