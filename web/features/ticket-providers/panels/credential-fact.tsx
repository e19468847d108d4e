import { Button, Group } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import { Day } from '../../../ui/time.tsx'

interface CredentialFactProps {
  credential: Connection['credential']
  /** Absent where a banner offers it already, and for those who may only look. */
  onReplace: (() => void) | undefined
}

export function CredentialFact({ credential: { endsAt, toldBy }, onReplace }: CredentialFactProps) {
  return (
    <Group gap="xs">
      {endsAt ? (
        <span>
          ends on <Day at={endsAt} />
          {toldBy === 'tracker' && ', as the tracker tells'}
        </span>
      ) : (
        'no end known'
      )}
      {onReplace && (
        <Button size="compact-xs" variant="light" onClick={onReplace}>
          Replace credential
        </Button>
      )}
    </Group>
  )
}
