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
  setup: Setup
}

export function SaveStep({ provider, connection, inTheWay, setup }: StepProps) {
  const { config, destination, tested, endDay } = setup
  const end = endOf(endDay)
  const typed = provider.configFields
    .filter(({ secret }) => !secret)
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
        label="Name of this connection"
        description="Shown on tickets and in the log"
        placeholder={provider.title}
        maxLength={100}
        value={setup.name}
        onChange={(event) => setup.setName(event.currentTarget.value)}
      />
    </Stack>
  )
}
