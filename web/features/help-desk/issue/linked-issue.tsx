import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, type UseMutationResult } from '@tanstack/react-query'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { instancesQuery } from '../../../api/instances.ts'
import type { IssueBox } from '../../../api/issue-links.ts'
import { messageOf } from '../../../api/problem.ts'
import { useAllowed } from '../../../api/session.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { OutsideLink } from '../../../ui/links.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import { categoryTone } from '../../../ui/status.ts'
import { Time } from '../../../ui/time.tsx'
import { trackerName } from '../tracker-name.ts'

type Link = NonNullable<SupportTicket['link']>

interface LinkedIssueProps {
  ticket: SupportTicket
  link: Link
  box: IssueBox
  sync: UseMutationResult<unknown, Error, void> | null
  onStep: (step: 'link' | 'unlink') => void
}

export function LinkedIssue({ ticket, link, box, sync, onStep }: LinkedIssueProps) {
  const mayWrite = useAllowed('help-desk:write')
  const instance = useQuery(instancesQuery).data?.find(({ id }) => id === link.connectionId)
  const mayLink = box.instances.length > 0 && box.allowed
  return (
    <Stack gap="sm">
      <FactList
        facts={[
          { label: 'Issue', value: <OutsideLink href={link.url}>{link.issueKey}</OutsideLink> },
          { label: 'Status there', value: <StatusThere ticket={ticket} link={link} /> },
          { label: 'Assignee there', value: link.assignee ?? 'nobody' },
          { label: 'Project', value: link.issueKey.replace(/-\d+$/u, '') },
          { label: 'Instance', value: box.instances.length > 1 && instance ? instance.name : null },
          { label: 'Last synced', value: <LastSynced link={link} sync={sync} /> },
        ]}
      />
      {box.because && !box.allowed && (
        <Text size="sm" c="dimmed">
          {box.because} What changes in {link.issueKey} still comes here; nothing new goes there.
        </Text>
      )}
      {instance && !instance.synchronizing && instance.active && (
        <Text size="sm" c="dimmed">
          Synchronisation with {trackerName(instance.name)} is switched off. What changes meanwhile is caught
          up when it is on again.
        </Text>
      )}
      {mayWrite && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={!mayLink} onClick={() => onStep('link')}>
            Link another issue
          </Button>
          <Button size="xs" variant="default" onClick={() => onStep('unlink')}>
            Unlink
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** The issue’s own word, and what the ticket’s status is by it. */
function StatusThere({ ticket: { status }, link }: { ticket: SupportTicket; link: Link }) {
  if (link.state === 'gone') return <Pill tone="amber" words="No longer there" />
  if (!link.rawStatus) return <Text size="sm">not read yet</Text>
  return (
    <Group gap={6}>
      <Pill tone={categoryTone(link.statusMapped ? status.category : '')} words={link.rawStatus} />
      <Text span size="xs" c="dimmed">
        {status.name === link.rawStatus ? `means ${status.category}` : `here: ${status.name}`}
      </Text>
    </Group>
  )
}

function LastSynced({ link, sync }: Pick<LinkedIssueProps, 'link' | 'sync'>) {
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs">
        <Time at={link.lastSyncedAt} />
        {sync && link.following && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<Icon name="sync" size={14} />}
            loading={sync.isPending}
            onClick={() => sync.mutate()}
          >
            Sync now
          </Button>
        )}
      </Group>
      {!link.following && (
        <Text size="sm" c="dimmed">
          The instance is disconnected: nothing is read any more.
        </Text>
      )}
      {sync?.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {messageOf(sync.error)}
        </Text>
      )}
    </Stack>
  )
}
