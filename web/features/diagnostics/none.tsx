import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useAllowed } from '../../api/session.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Empty } from '../../ui/states.tsx'
import { firstCalls } from './words.ts'

/** Says how the first service or run comes, with the call that brings it. */
export function NoneYet({ what }: { what: 'service' | 'run' }) {
  const mayMakeToken = useAllowed('tokens:manage')
  const isRun = what === 'run'
  const step = mayMakeToken && (
    <Group gap="xs" justify="center">
      <ButtonLink to="/workspace/adminsettings/api-tokens">Create an API token</ButtonLink>
    </Group>
  )
  return (
    <Empty title={isRun ? 'No diagnostic runs yet' : 'No services yet'} step={step}>
      <Stack gap="sm">
        <Text>
          {isRun
            ? 'A diagnostic system brings its runs, each on a service that is registered'
            : 'A service is a line that partners open tickets on. A diagnostic system or your inventory registers it'}
          , with an API token of the role <Code>diagnostic-source</Code>.
        </Text>
        {/* Its longest line must not make the whole box wider. */}
        <div style={{ textAlign: 'left', contain: 'inline-size' }}>
          <CopyBlock
            label={isRun ? 'Bring a run' : 'Register a service'}
            text={firstCalls(window.location.origin)[what]}
          />
        </div>
      </Stack>
    </Empty>
  )
}

export function NoneFits({ what, onClear }: { what: string; onClear: () => void }) {
  return (
    <Empty title={`No ${what} fits these filters`} step={<Button onClick={onClear}>Clear filters</Button>}>
      Take a filter away to see more.
    </Empty>
  )
}
