import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { hasStatus, messageOf } from '../api/problem.ts'
import { Note } from './note.tsx'

/** A place where something will be: says what would fill it and offers the first step. */
export function Empty({ title, children, step }: { title: string; children: ReactNode; step?: ReactNode }) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="xs" ta="center" py="lg">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" maw={520} component="div">
          {children}
        </Text>
        {step}
      </Stack>
    </Paper>
  )
}

/** What could not be read, and the way to try again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  if (hasStatus(error, 404)) return <NotFound />
  if (hasStatus(error, 403)) return <Forbidden />
  return (
    <Note tone="red" role="alert" icon="alert" title="This could not be loaded">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{messageOf(error)}</Text>
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </Stack>
    </Note>
  )
}

function NotFound() {
  return (
    <Empty title="There is nothing here">
      The address may be mistyped, or what it named has been removed or belongs to another workspace.
    </Empty>
  )
}

export function Forbidden() {
  return (
    <Empty title="This needs another right">
      Your role in this workspace does not include this page. An administrator of the workspace can change it.
    </Empty>
  )
}

/** Grey bars where a list will be. */
export function LoadingRows({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  )
}
