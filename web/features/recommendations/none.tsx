import { Button, Code, Stack, Text } from '@mantine/core'
import { useAllowed } from '../../api/session.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Empty } from '../../ui/states.tsx'

export function NoRecommendations({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const mayMakeToken = useAllowed('tokens:manage')
  if (narrowed) {
    return (
      <Empty
        title="No recommendation fits these filters"
        step={<Button onClick={onClear}>Clear filters</Button>}
      >
        Take a filter away to see more.
      </Empty>
    )
  }
  const step = mayMakeToken && (
    <ButtonLink to="/workspace/adminsettings/api-tokens">Create an API token</ButtonLink>
  )
  return (
    <Empty title="No recommendations yet" step={step}>
      <Stack gap="xs">
        <Text>
          They come from a cost tool that sends them with an API token to{' '}
          <Code>POST /v1/recommendations</Code>.
        </Text>
        <Text>You can create a ticket without one at any time: Create Ticket, top right.</Text>
      </Stack>
    </Empty>
  )
}
