import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { NeededField } from '../../api/explanations.ts'
import { fieldErrors } from '../../api/problem.ts'
import { fillMissing, type Ticket } from '../../api/tickets.ts'
import { NeededFields } from '../../ui/needed-fields.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useTicketChanged } from './use-sync.ts'

/** Asks for what the tracker requires and nobody has given. The answer holds for the whole route. */
export default function FillForm({
  ticket,
  missing,
}: {
  ticket: Pick<Ticket, 'id'>
  missing: NeededField[]
}) {
  const [values, setValues] = useState<Record<string, string>>({})
  const onChanged = useTicketChanged()
  const filling = useMutation({ mutationFn: () => fillMissing(ticket.id, values), onSuccess: onChanged })
  const errors = fieldErrors(filling.error, ['values'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    filling.mutate()
  }
  return (
    <form onSubmit={submit} noValidate aria-label="What the tracker requires">
      <Stack gap="sm" maw={420}>
        <NeededFields
          needs={missing}
          values={values}
          errorOf={(id) => errors[id]}
          onChange={(id, value) => setValues((now) => ({ ...now, [id]: value }))}
        />
        {Object.keys(errors).length === 0 && <ProblemNote error={filling.error} />}
        <Text size="sm">
          The values are kept for the route: everything that waits for the same goes on with them.
        </Text>
        <Button type="submit" size="sm" style={{ alignSelf: 'flex-start' }} loading={filling.isPending}>
          Save and go on
        </Button>
      </Stack>
    </form>
  )
}
