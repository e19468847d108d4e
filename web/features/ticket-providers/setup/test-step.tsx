import { Button, Stack, Text } from '@mantine/core'
import type { ProviderInfo } from '../../../api/providers.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { TestResult } from '../test-result.tsx'
import type { Setup } from './use-setup.ts'

interface StepProps {
  provider: ProviderInfo
  setup: Setup
  onBack: () => void
}

export function TestStep({ provider, setup, onBack }: StepProps) {
  const { testing, tested, isTested } = setup
  return (
    <Stack>
      <Text size="sm">
        The hub signs in to {provider.title}, looks up each right, and reads where issues can go. Nothing is
        written.
      </Text>
      <Button
        style={{ alignSelf: 'flex-start' }}
        variant={tested?.result.ok ? 'default' : 'filled'}
        loading={testing.isPending}
        onClick={() => testing.mutate()}
      >
        {tested ? 'Test again' : 'Test Connection'}
      </Button>
      {!testing.isPending && <ProblemNote error={testing.error} withFields />}
      {!testing.isPending && tested && <TestResult result={tested.result} />}
      {tested && isTested && tested.result.problems.length > 0 && (
        <Text size="sm">The next step is where the default route is put right.</Text>
      )}
      {((tested && !isTested) || testing.error) && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={onBack}>
          Correct the credentials
        </Button>
      )}
    </Stack>
  )
}
