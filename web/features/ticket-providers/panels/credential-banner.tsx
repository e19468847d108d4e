import { Button, Text } from '@mantine/core'
import { endInWords } from '../../../shell/trouble.ts'
import { Note } from '../../../ui/note.tsx'
import { Day } from '../../../ui/time.tsx'

interface CredentialBannerProps {
  days: number
  endsAt: string
  /** Nothing is created with it any more. */
  isFollowed: boolean
  /** Absent for those who may only look. */
  onReplace: (() => void) | undefined
}

export function CredentialBanner({ days, endsAt, isFollowed, onReplace }: CredentialBannerProps) {
  const hasEnded = days <= 0
  return (
    <Note tone={hasEnded ? 'red' : 'amber'} icon="key" title={endInWords(days)}>
      <Text size="sm">
        {hasEnded ? 'It ended' : 'It ends'} on <Day at={endsAt} />.{' '}
        {isFollowed
          ? 'After that its old tickets are not kept in step any more. A new one can be given only by activating it from its card.'
          : 'Create a new one in the tracker, then walk through the steps from the card: nothing is disconnected meanwhile, and what waits goes on.'}
      </Text>
      {onReplace && <ReplaceButton onReplace={onReplace} />}
    </Note>
  )
}

export function ReplaceButton({ onReplace }: { onReplace: () => void }) {
  return (
    <Button size="xs" variant="default" style={{ justifySelf: 'start' }} onClick={onReplace}>
      Replace credential
    </Button>
  )
}
