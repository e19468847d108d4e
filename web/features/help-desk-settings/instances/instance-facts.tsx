import type { Connection } from '../../../api/connections.ts'
import type { Instance } from '../../../api/instances.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import type { Tone } from '../../../ui/status.ts'
import { Time } from '../../../ui/time.tsx'

const asText = (value: unknown) => (typeof value === 'string' ? value : '')

export function InstanceFacts({ instance, connection }: { instance: Instance; connection: Connection }) {
  const { config, account, settings, sync } = connection
  const user = asText(config['email']) || asText(config['userName'])
  const { tone, words } = standingOf(instance, connection)
  return (
    <FactList
      facts={[
        { label: 'State', value: <Pill tone={tone} words={words} /> },
        { label: 'Jira Host Name', value: asText(config['site']) || instance.site },
        {
          label: 'Jira User Name',
          value: [user, account?.name].filter(Boolean).join(' · '),
        },
        {
          label: 'Changes are read',
          value: (
            <>
              {sync.lastWebhookAt ? 'At once by webhook, and every' : 'Every'} {settings.pollMinutes} minutes
              {sync.lastWebhookAt ? '' : '; at once with a webhook'}. Both are set under{' '}
              <TextLink to="/workspace/adminsettings/ticket-providers">Ticket Providers</TextLink>.
            </>
          ),
        },
        { label: 'Last read', value: <Time at={instance.lastPolledAt} never="not yet" /> },
        { label: 'Linked tickets', value: connection.counts.linked },
      ]}
    />
  )
}

function standingOf(
  { active, synchronizing, paused }: Instance,
  { state }: Connection,
): { tone: Tone; words: string } {
  if (state === 'following') return { tone: 'blue', words: 'Following old tickets' }
  if (!active) return { tone: 'grey', words: 'Disconnected' }
  if (paused) return { tone: 'red', words: 'Paused' }
  return synchronizing ? { tone: 'green', words: 'Synchronizing' } : { tone: 'amber', words: 'Switched off' }
}
