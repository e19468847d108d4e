import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { notificationQuery, type NotificationDetail } from '../../api/notifications.ts'
import { useAllowed } from '../../api/session.ts'
import { Gate } from '../../shell/gate.tsx'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { ShortId } from '../../ui/short-id.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { NotificationActions } from './actions.tsx'
import { Tries, Why } from './standing.tsx'
import { answererWords, channelWords, stateWords, topicWords } from './words.ts'

export function NotificationPage() {
  const { id } = useParams({ from: '/shell/notifications/$id' })
  return (
    <Gate right="operators:read">
      <OneNotification key={id} id={id} />
    </Gate>
  )
}

function OneNotification({ id }: { id: string }) {
  const query = useQuery(notificationQuery(id))
  const found = query.data
  return (
    <Page
      title={found ? `${topicWords[found.topic]}: ${found.ticket.alias}` : 'Notification'}
      eyebrow={<TextLink to="/notifications">Notifications</TextLink>}
      actions={found && <NotificationActions row={found} />}
    >
      <Loaded query={query}>{(row) => <Told row={row} />}</Loaded>
    </Page>
  )
}

function Told({ row }: { row: NotificationDetail }) {
  const isWebhook = row.channel === 'webhook'
  return (
    <Stack gap="xl" maw={860}>
      <Paper withBorder p="md" radius="md">
        <Stack gap="sm">
          <Group gap="xs">
            <Pill {...stateWords[row.state]} />
            <Text size="sm" c="dimmed">
              <Time at={row.updatedAt} />
            </Text>
          </Group>
          <Why row={row} />
          <Facts row={row} />
        </Stack>
      </Paper>
      {row.answer && (
        <CopyBlock
          label={`What ${answererWords[row.channel].toLowerCase()} answered last`}
          text={`${isWebhook ? 'HTTP ' : ''}${row.answer.status}${row.answer.text ? `\n${row.answer.text}` : ''}`}
        />
      )}
      <Stack gap="xs" component="section" aria-labelledby="told">
        <Title order={2} size="h4" id="told">
          What it tells
        </Title>
        <Text size="sm" c="dimmed">
          {isWebhook
            ? 'The data of the event, as the ticket was then.'
            : 'The mail has this as text, without the date of modification, and the diagnostic run.'}
        </Text>
        <CopyBlock label="Payload" text={JSON.stringify(row.payload, null, 2)} />
      </Stack>
    </Stack>
  )
}

function Facts({ row }: { row: NotificationDetail }) {
  const mayManage = useAllowed('operators:manage')
  const { operator } = row
  return (
    <FactList
      facts={[
        { label: channelWords[row.channel], value: row.recipient },
        {
          label: 'Ticket',
          value: (
            <TextLink to="/desk/$alias" params={{ alias: row.ticket.alias }}>
              {row.ticket.alias}
            </TextLink>
          ),
        },
        {
          label: 'Operator',
          value: mayManage ? (
            <TextLink to="/workspace/adminsettings/operators/$id/webhooks" params={{ id: operator.id }}>
              {operator.name}
            </TextLink>
          ) : (
            operator.name
          ),
        },
        { label: 'Tries', value: <Tries row={row} /> },
        { label: 'Since', value: <Time at={row.createdAt} /> },
        { label: 'Id', value: <ShortId id={row.id} name="the notification" /> },
      ]}
    />
  )
}
