import { Stack, Text, TextInput } from '@mantine/core'
import type { ProviderInfo } from '../../../api/providers.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { Setup } from './use-setup.ts'

interface StepProps {
  provider: ProviderInfo
  setup: Setup
  name: string
  onName: (name: string) => void
  isActive: boolean
  error: unknown
}

export function SaveStep({ provider, setup, name, onName, isActive, error }: StepProps) {
  const { config, destination, tested } = setup
  const typed = provider.configFields
    .filter(({ secret }) => !secret)
    .map((field) => ({ label: field.title, value: config[field.name] }))
  const route = provider.destinationFields.map((field) => ({
    label: field.title,
    value: destination[field.name],
  }))
  return (
    <Stack maw={560}>
      <Text size="sm">
        {isActive
          ? 'What is saved holds from now on; tickets that wait go on with it.'
          : 'From now on everybody in this workspace creates tickets here.'}
      </Text>
      <FactList facts={[{ label: 'Account', value: tested?.result.account?.name }, ...typed]} />
      <Text fw={600} size="sm">
        Default route
      </Text>
      <FactList facts={route} />
      <TextInput
        label="Name of this connection"
        description="Shown on tickets and in the log"
        placeholder={provider.title}
        maxLength={100}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <ProblemNote error={error} withFields />
    </Stack>
  )
}
