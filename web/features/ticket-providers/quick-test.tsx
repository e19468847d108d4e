import { Button, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { connectionsQuery, testStored, type Connection } from '../../api/connections.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TestResult } from './test-result.tsx'

/** Test Connection with what is stored, at any time (A37). */
export function QuickTest({ connection }: { connection: Connection }) {
  const queries = useQueryClient()
  const testing = useMutation({
    mutationFn: () => testStored(connection.id),
    onSettled: () => void queries.invalidateQueries(connectionsQuery),
  })
  const isDone = testing.isSuccess || testing.isError
  return (
    <>
      <Button size="xs" variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
        Test Connection
      </Button>
      <Modal opened={isDone} onClose={testing.reset} title={`Test of ${connection.name}`} size="lg">
        <Stack>
          <ProblemNote error={testing.error} />
          {testing.data && <TestResult result={testing.data} />}
          <Button variant="default" style={{ alignSelf: 'flex-end' }} onClick={testing.reset}>
            Close
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
