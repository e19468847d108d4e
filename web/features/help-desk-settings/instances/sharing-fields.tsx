import { Switch, Text } from '@mantine/core'
import { Note } from '../../../ui/note.tsx'
import { Part } from './form-part.tsx'
import type { InstanceForm } from './use-instance-form.ts'

/** One issue can have many tickets: what of one reaches the others (CX10), and whether files travel (CX26). */
export function SharingFields({ form }: { form: InstanceForm }) {
  const { amongTickets, amongCustomers } = form.values
  return (
    <>
      <Part title="Several tickets with one issue">
        <Switch
          label="Pass actions on among tickets"
          description="An action that becomes a comment appears on the other tickets of that issue too. Off: only what was written in Jira does."
          {...form.getInputProps('amongTickets', { type: 'checkbox' })}
        />
        <Switch
          label="Also among tickets of different customers"
          description="Off: only among tickets that have the same customer; one without a customer counts as another’s."
          disabled={!amongTickets}
          {...form.getInputProps('amongCustomers', { type: 'checkbox' })}
          checked={amongTickets && amongCustomers}
        />
        {amongTickets && amongCustomers && (
          <Note tone="red" icon="alert" title="Customers may read what others wrote">
            <Text size="sm">
              A public action on one customer’s ticket is shown on the tickets of every other customer that
              share the issue, names and all. Switch this on only where all customers may know of each other.
            </Text>
          </Note>
        )}
      </Part>
      <Part title="Files">
        <Switch
          label="Files travel both ways"
          description="Files of actions that are pushed are attached to the issue, and files of the issue to its tickets; each once, at most 20 MiB."
          {...form.getInputProps('files', { type: 'checkbox' })}
        />
      </Part>
    </>
  )
}
