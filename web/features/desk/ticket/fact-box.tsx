import { Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { FactList, type Fact } from '../../../ui/fact-list.tsx'

/** Some facts beside the timeline, under a heading. */
export function FactBox({ title, facts, children }: { title: string; facts: Fact[]; children?: ReactNode }) {
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5">
        {title}
      </Title>
      <FactList facts={facts} />
      {children}
    </Paper>
  )
}
