import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnConnection, type Connection } from '../../../api/connections.ts'
import { FaultNote } from '../../../ui/fault-note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Time } from '../../../ui/time.tsx'
import { ReplaceButton } from './credential-banner.tsx'

interface PausedProps {
  connection: Connection
  paused: NonNullable<Connection['paused']>
  mayManage: boolean
  /** Absent where another banner offers it, and for those who may only look. */
  onReplace: (() => void) | undefined
}

/** A person has switched it off, or after a restore the tracker’s answers say nothing about what the hub has forgotten. */
const heldByPeople = new Set(['RESTORED', 'SWITCHED_OFF'])

const WhatEndsIt = ({ isHeld }: { isHeld: boolean }) =>
  isHeld ? 'It goes on when you resume it.' : 'It goes on when a test succeeds or you resume it.'

/** The whole connection waits because of a fault; says until when, and what ends it. */
export function PausedBanner({ connection, paused, mayManage, onReplace }: PausedProps) {
  const queries = useQueryClient()
  const resuming = useMutation({
    mutationFn: () => actOnConnection(connection.id, 'resume'),
    onSettled: () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'providers' }),
  })
  return (
    <FaultNote
      fault={paused.fault}
      tone={paused.fault.code === 'SWITCHED_OFF' ? 'amber' : 'red'}
      title={`${connection.name} is paused`}
    >
      <Text size="sm">
        Since <Time at={paused.since} />.{' '}
        {paused.until ? (
          <>
            The hub tries again <Time at={paused.until} />.
          </>
        ) : (
          <WhatEndsIt isHeld={heldByPeople.has(paused.fault.code ?? '')} />
        )}{' '}
        Nothing is lost: tickets wait.
      </Text>
      <ProblemNote error={resuming.error} />
      <Group gap="xs">
        {mayManage && (
          <Button size="xs" variant="default" loading={resuming.isPending} onClick={() => resuming.mutate()}>
            Resume now
          </Button>
        )}
        {onReplace && paused.fault.kind === 'unauthorized' && <ReplaceButton onReplace={onReplace} />}
      </Group>
    </FaultNote>
  )
}
