import { Button, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Budget } from './budget.tsx'
import { useSettings } from './use-settings.ts'

const limits = [
  {
    name: 'requestsPerMinute',
    label: 'Requests a minute',
    help: 'At most. A pause that the tracker asks for always wins.',
    max: 100_000,
  },
  {
    name: 'concurrency',
    label: 'Creations under way at the same time',
    help: '1 means one after the other.',
    max: 64,
  },
  {
    name: 'retryCount',
    label: 'Retries of a failed creation',
    help: 'After the first try; 0 means none. What holds the whole connection uses none up.',
    min: 0,
    max: 100,
  },
  { name: 'pollMinutes', label: 'Minutes between polls', help: '15 unless there is a reason.', max: 1_440 },
] as const satisfies {
  name: keyof Connection['settings']
  label: string
  help: string
  min?: number
  max: number
}[]

type Limit = (typeof limits)[number]['name']

/** A76: what the hub may ask of the tracker, and what it has left now. */
export function Limits({ connection }: { connection: Connection }) {
  const { requestsPerMinute, concurrency, retryCount, pollMinutes } = connection.settings
  const [typed, setTyped] = useState<Record<Limit, number | string>>({
    requestsPerMinute,
    concurrency,
    retryCount,
    pollMinutes,
  })
  const saving = useSettings(connection)
  const errors = fieldErrors(saving.error)
  const isWhole = limits.every(({ name }) => typeof typed[name] === 'number')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) saving.mutate(typed as Record<Limit, number>)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Budget budget={connection.budget} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {limits.map(({ name, label, help, max, ...rest }) => (
            <NumberInput
              key={name}
              label={label}
              description={help}
              min={'min' in rest ? rest.min : 1}
              max={max}
              allowDecimal={false}
              value={typed[name]}
              error={errors[name]}
              onChange={(value) => setTyped((now) => ({ ...now, [name]: value }))}
            />
          ))}
        </SimpleGrid>
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
