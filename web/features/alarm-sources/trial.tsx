import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  previewWriteBack,
  tryWriteBack,
  type TriedWriteBack,
  type WriteBackRequest,
} from '../../api/alarm-sources.ts'
import { alarmsQuery } from '../../api/alarms.ts'
import { fieldErrors } from '../../api/problem.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { FaultText } from '../../ui/fault-note.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { templateFrom, type SourceValues } from './values.ts'

interface TrialProps {
  source: string
  values: SourceValues
  onErrors: (errors: Record<string, string>) => void
}

/** The request as it would be sent, and one sent for real. */
export function Trial({ source, values, onErrors }: TrialProps) {
  const [alarmId, setAlarmId] = useState('')
  const alarms = useQuery(alarmsQuery({ source, ticket: 'some' })).data?.items ?? []
  const told = alarms.filter(({ ticket }) => ticket?.issueKey)
  const onError = (error: Error) => onErrors(fieldErrors(error, ['writeBack']))
  const writeBack = templateFrom(values)
  const previewing = useMutation({
    mutationFn: () => previewWriteBack(source, { writeBack, ...(alarmId ? { alarmId } : {}) }),
    onError,
  })
  const trying = useMutation({ mutationFn: () => tryWriteBack(source, { writeBack, alarmId }), onError })
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xs">
        <NativeSelect
          label="Alarm to try it with"
          style={{ flex: '1 1 14rem', minWidth: 0 }}
          value={alarmId}
          onChange={(event) => setAlarmId(event.currentTarget.value)}
          data={[
            {
              value: '',
              label: told.length > 0 ? 'Examples instead of an alarm' : 'No alarm has a ticket yet',
            },
            ...told.map(({ id, title, ticket }) => ({
              value: id,
              label: `${ticket?.alias ?? ''} · ${title}`,
            })),
          ]}
        />
        <Button
          variant="default"
          loading={previewing.isPending}
          onClick={() => {
            trying.reset()
            previewing.mutate()
          }}
        >
          Preview
        </Button>
        <Button
          variant="light"
          disabled={!alarmId}
          loading={trying.isPending}
          onClick={() => {
            previewing.reset()
            trying.mutate()
          }}
        >
          Try it
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        A preview sends nothing. Try it sends the request once, for the chosen alarm, also before you save.
      </Text>
      <ProblemNote error={previewing.error ?? trying.error} withFields />
      {previewing.data && <CopyBlock label="It would be sent like this" text={inWords(previewing.data)} />}
      {trying.data && <Answer tried={trying.data} />}
    </Stack>
  )
}

const inWords = ({ method, url, headers, body }: WriteBackRequest) =>
  [`${method} ${url}`, ...headers.map((name) => `${name}: •••`), '', body].join('\n')

function Answer({ tried: { request, status, text, fault } }: { tried: TriedWriteBack }) {
  return (
    <Stack gap="sm" role="status">
      {fault ? (
        <Note tone="red" icon="alert" title="The console did not take it">
          <FaultText fault={fault} who="The console" />
        </Note>
      ) : (
        <Note tone="green" icon="check" title={`The console took it (HTTP ${status ?? ''})`}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text || 'It answered without a text.'}
          </Text>
        </Note>
      )}
      <CopyBlock label="Sent" text={inWords(request)} />
    </Stack>
  )
}
