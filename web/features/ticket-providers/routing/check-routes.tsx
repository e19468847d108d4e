import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { checkRoutes, routesQuery } from '../../../api/routes.ts'
import { Icon } from '../../../ui/icon.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Looks at all routes now, before a ticket fails because of one. */
export function CheckRoutes({ connectionId }: { connectionId: string }) {
  const queries = useQueryClient()
  const checking = useMutation({
    mutationFn: () => checkRoutes(connectionId),
    onSuccess: (table) => queries.setQueryData(routesQuery(connectionId).queryKey, table),
  })
  return (
    <Stack gap={4} align="flex-end">
      <Button
        size="xs"
        variant="light"
        leftSection={<Icon name="sync" size={14} />}
        loading={checking.isPending}
        onClick={() => checking.mutate()}
      >
        Check all routes now
      </Button>
      <Text size="xs" c="dimmed" role="status">
        {checking.isSuccess && 'The hub asks the tracker; the lines below follow.'}
      </Text>
      <ProblemNote error={checking.error} />
    </Stack>
  )
}
