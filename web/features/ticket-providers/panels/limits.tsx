import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useSettings } from './use-settings.ts'

export function Limits({ connection }: { connection: Connection }) {
  const { settings } = connection
  const [pollMinutes, setPollMinutes] = useState<number | string>(settings.pollMinutes)
  const [requestsPerMinute, setRequestsPerMinute] = useState<number | string>(settings.requestsPerMinute)
  const saving = useSettings(connection)
  const errors = fieldErrors(saving.error)
  const isWhole = typeof pollMinutes === 'number' && typeof requestsPerMinute === 'number'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) saving.mutate({ pollMinutes, requestsPerMinute })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group align="flex-start">
          <NumberInput
            label="Poll every"
            suffix=" minutes"
            description="15 unless there is a reason"
            min={1}
            max={1440}
            allowDecimal={false}
            value={pollMinutes}
            error={errors['pollMinutes']}
            onChange={setPollMinutes}
          />
          <NumberInput
            label="At most"
            suffix=" requests a minute"
            description="A pause that the tracker asks for always wins"
            min={1}
            max={100_000}
            allowDecimal={false}
            value={requestsPerMinute}
            error={errors['requestsPerMinute']}
            onChange={setRequestsPerMinute}
          />
        </Group>
        {Object.keys(errors).length === 0 && <ProblemNote error={saving.error} />}
        <Button
          type="submit"
          size="sm"
          style={{ alignSelf: 'flex-start' }}
          disabled={!isWhole}
          loading={saving.isPending}
        >
          Save limits
        </Button>
      </Stack>
    </form>
  )
}
