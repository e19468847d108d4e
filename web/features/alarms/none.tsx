import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useAllowed } from '../../api/session.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Empty } from '../../ui/states.tsx'

/** Says how alarms come, and offers the first step of each way. */
export function NoAlarms({ onMenuEntry }: { onMenuEntry: () => void }) {
  const mayMakeToken = useAllowed('tokens:manage')
  const step = (
    <Group gap="xs" justify="center">
      {mayMakeToken && <ButtonLink to="/workspace/adminsettings/api-tokens">Create an API token</ButtonLink>}
      <Button variant="default" onClick={onMenuEntry}>
        DataMiner menu entry
      </Button>
    </Group>
  )
  return (
    <Empty title="No alarms yet" step={step}>
      <Stack gap="xs">
        <Text>
          Monitoring systems send them with an API token of the role <Code>alarm-source</Code>: Alertmanager
          to <Code>/v1/alarms/alertmanager</Code>, Grafana to <Code>/v1/alarms/grafana</Code>, any other
          program to <Code>/v1/alarms</Code>.
        </Text>
        <Text>From a DataMiner console, an entry in its alarm menu opens the alarm here.</Text>
      </Stack>
    </Empty>
  )
}

export function NoneFits({ onClear }: { onClear: () => void }) {
  return (
    <Empty title="No alarm fits these filters" step={<Button onClick={onClear}>Clear filters</Button>}>
      Take a filter away to see more.
    </Empty>
  )
}
