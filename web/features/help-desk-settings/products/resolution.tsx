import { List, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { instancesQuery } from '../../../api/instances.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { instanceWords, stepsOf } from './steps.ts'

/** Where a ticket’s new issue goes, with what the settings of this workspace say to each step. */
export function Resolution() {
  const query = useQuery(instancesQuery)
  return (
    <section aria-labelledby="resolution">
      <Title order={2} size="h4" mb="sm" id="resolution">
        Where a ticket’s new issue goes
      </Title>
      <Loaded query={query} skeleton={<LoadingRows rows={2} height={90} />}>
        {(all) => {
          const instances = all.filter(({ active }) => active)
          return (
            <Paper withBorder p="md" radius="md" maw={860}>
              <Stack gap="sm">
                <Text size="sm">
                  <b>The instance.</b> {instanceWords(instances)}
                </Text>
                <Text size="sm">
                  <b>The project.</b> The first of these that applies decides:
                </Text>
                <List type="ordered" size="sm" spacing="xs">
                  {stepsOf(instances).map(({ title, now }) => (
                    <List.Item key={title}>
                      <Text span size="sm" fw={600}>
                        {title}
                      </Text>
                      <br />
                      {now}
                    </List.Item>
                  ))}
                </List>
                <Text size="sm" c="dimmed">
                  Before an issue is created, the ticket’s page shows which step decided. The default keys are
                  set under <TextLink to="/workspace/adminsettings/jira">Integration: Jira</TextLink>.
                </Text>
              </Stack>
            </Paper>
          )
        }}
      </Loaded>
    </section>
  )
}
