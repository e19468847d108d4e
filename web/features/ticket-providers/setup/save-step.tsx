import { Stack, Text, TextInput } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { Note } from '../../../ui/note.tsx'
import { Day } from '../../../ui/time.tsx'
import { endOf } from './end-day.ts'
import type { Setup } from './use-setup.ts'

interface StepProps {
  provider: ProviderInfo
  connection: Connection | null
  /** Gives way when this one is activated. */
  inTheWay: Connection | null
  /** A further instance of the help desk. */
  isInstance: boolean
  setup: Setup
}

export function SaveStep({ provider, connection, inTheWay, isInstance, setup }: StepProps) {
  const { config, destination, tested, endDay } = setup
  const end = endOf(endDay)
  const typed = provider.configFields
    // A secret’s confirmation is the secret itself.
    .filter(({ type, confirms }) => type !== 'secret' && !confirms)
    .map((field) => ({ label: field.title, value: config[field.name] }))
  const route = provider.destinationFields.map(({ title, name }) => ({
    label: title,
    value: destination.names[name] ?? destination.values[name],
  }))
  return (
    <Stack maw={560}>
      <Text size="sm">
        {connection?.state === 'active'
          ? 'What is saved holds from now on; tickets that wait go on with it.'
          : isInstance
            ? 'From now on tickets of the help desk can be linked to issues here. Other tickets go where they went before.'
            : 'From now on everybody in this workspace creates tickets here.'}
      </Text>
      {inTheWay && (
        <Note tone="amber" icon="alert">
          <Text size="sm">
            {inTheWay.name} is active now and gives way. You are asked what becomes of its tickets.
          </Text>
        </Note>
      )}
      <FactList
        facts={[
          { label: 'Account', value: tested?.result.account?.name },
          ...typed,
          { label: 'Credential ends', value: end && <Day at={end} /> },
        ]}
      />
      <Text fw={600} size="sm">
        Default route
      </Text>
      <FactList facts={route} />
      <TextInput
        label={isInstance ? 'Instance Name' : 'Name of this connection'}
        description="Shown on tickets and in the log"
        withAsterisk={isInstance}
        error={setup.errors['name']}
        placeholder={isInstance ? 'Field service' : provider.title}
        maxLength={100}
        value={setup.name}
        onChange={(event) => {
          setup.clearError('name')
          setup.setName(event.currentTarget.value)
        }}
      />
    </Stack>
  )
}
