import { Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { verifyAudit, type AuditVerification } from '../../api/audit.ts'
import { countOf } from '../../ui/amounts.ts'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

export function useVerification() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: verifyAudit,
    // What was new got its place.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}

const entriesOf = (count: number) => countOf({ count, capped: false }, 'entry', 'entries')

/** What was found, in words; nothing before it was asked. */
export function Verified({
  verification,
}: {
  verification: UseMutationResult<AuditVerification, Error, void>
}) {
  const { data, error } = verification
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  if (data.ok) {
    return (
      <Note tone="green" icon="check" role="status" title="The record is what it was">
        <Text size="sm">
          {`Looked at ${entriesOf(data.entries)}: none is changed, missing or moved, and the end is sealed by this hub.`}
        </Text>
      </Note>
    )
  }
  const [first, ...others] = data.breaks
  return (
    <Note tone="red" icon="alert" role="alert" title="The record is not what it was">
      <Stack gap={4}>
        {first && (
          <Text size="sm" fw={600}>
            {`First at place ${first.place.toLocaleString('en')}: ${first.what}`}
          </Text>
        )}
        {others.map(({ place, what }) => (
          <Text key={`${place} ${what}`} size="sm">
            {`Place ${place.toLocaleString('en')}: ${what}`}
          </Text>
        ))}
        <Text size="sm">
          {`Looked at ${entriesOf(data.entries)}. Compare with an export or a backup from before, and find out who could write to the database.`}
        </Text>
      </Stack>
    </Note>
  )
}
