import { Button, Group, Stack, Text } from '@mantine/core'
import { useAllowed } from '../../api/session.ts'
import { ButtonLink } from '../../ui/links.tsx'

/** What a dialog says that would create a ticket where no tracker is connected. */
export function NoConnection({ onClose }: { onClose: () => void }) {
  const maySetUp = useAllowed('connections:manage')
  return (
    <Stack>
      <Text>
        No ticket provider is active in this workspace, so there is no tracker to create a ticket in.{' '}
        {maySetUp ? 'Setting one up takes four steps.' : 'An administrator can set one up.'}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        {maySetUp && (
          <ButtonLink to="/workspace/adminsettings/ticket-providers" onClick={onClose}>
            Go to Ticket Providers
          </ButtonLink>
        )}
      </Group>
    </Stack>
  )
}
