import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface PageProps {
  title: string
  /** Shown before the title, e.g. an alias. */
  eyebrow?: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  /** Top right. */
  actions?: ReactNode
  children: ReactNode
}

/** A page with its heading and the title of the browser's tab. */
export function Page({ title, eyebrow, lead, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Crosstie`)
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
          {eyebrow && (
            <Text size="sm" c="dimmed" component="div">
              {eyebrow}
            </Text>
          )}
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" component="div">
              {lead}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
