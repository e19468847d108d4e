import { Text } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { useAllowed } from '../../api/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { Note } from '../../ui/note.tsx'
import { Time } from '../../ui/time.tsx'

/** On an alarm’s page: which rule gives it a ticket, and when. */
export function AwaitedRule({ awaits }: { awaits: NonNullable<Alarm['awaits']> }) {
  const { ruleId: id, rule, until, problem } = awaits
  const mayOpen = useAllowed('sources:manage')
  const name = mayOpen ? (
    <TextLink to="/workspace/adminsettings/alarm-rules/$id" params={{ id }}>
      {rule}
    </TextLink>
  ) : (
    `“${rule}”`
  )
  return (
    <Note
      tone="amber"
      icon="clock"
      role="status"
      title={problem ? 'A rule cannot create its ticket' : 'A rule creates its ticket'}
    >
      <Text size="sm">
        {problem ? (
          <>
            The rule {name} tries again <Time at={until} />. {problem}
          </>
        ) : (
          <>
            The rule {name} does it <Time at={until} />, unless the alarm clears before.
          </>
        )}
      </Text>
    </Note>
  )
}
