import { Box, Center, Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'

interface EntranceProps {
  title: string
  /** One line under the title. */
  lead?: ReactNode
  children: ReactNode
}

/** A page outside the frame, for whoever is not in yet. */
export function Entrance({ title, lead, children }: EntranceProps) {
  useDocumentTitle(`${title} · Crosstie`)
  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={400}>
        <Stack align="center" gap="xs" mb="lg">
          <Logo size={44} />
          <Title order={1} size="h2" ta="center" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" ta="center" size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
              {lead}
            </Text>
          )}
        </Stack>
        <Paper withBorder p="lg" radius="md">
          {children}
        </Paper>
      </Box>
    </Center>
  )
}
