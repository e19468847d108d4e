import { Code, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Fault } from '../../src/http/contract/shared.ts'
import { Note } from './note.tsx'

interface FaultNoteProps {
  fault: Fault
  title: string
  tone?: 'red' | 'amber'
  children?: ReactNode
}

/** What went wrong with the tracker: the remedy first, then the tracker's own words. */
export function FaultNote({ fault, title, tone = 'red', children }: FaultNoteProps) {
  return (
    <Note tone={tone} icon="alert" title={title}>
      <Stack gap="xs">
        <FaultText fault={fault} />
        {children}
      </Stack>
    </Note>
  )
}

/** @param props.who whose words they are */
export function FaultText({ fault, who = 'The tracker' }: { fault: Fault; who?: string }) {
  const codes = [fault.status && `HTTP ${fault.status}`, fault.code].filter(Boolean).join(' · ')
  return (
    <Stack gap={4}>
      <Text size="sm">{fault.remedy}</Text>
      {fault.detail && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {who} said: {fault.detail} {codes && <Code>{codes}</Code>}
        </Text>
      )}
      {Object.entries(fault.fields ?? {}).map(([field, said]) => (
        <Text key={field} size="sm" c="dimmed">
          <Code>{field}</Code> {said}
        </Text>
      ))}
    </Stack>
  )
}
