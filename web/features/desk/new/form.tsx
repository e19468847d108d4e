import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldErrors } from '../../../api/problem.ts'
import { openServiceTicket, type NewServiceTicket } from '../../../api/service-tickets.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { newKey } from '../../create-ticket/new-key.ts'
import { categoryWords, choicesOf, priorityWords } from '../words.ts'
import { InTheWay } from './in-the-way.tsx'
import { RunSelect } from './run-select.tsx'
import { ServiceSelect } from './service-select.tsx'
import { bodyOf, check, formErrors, startingValues, type CallValues } from './values.ts'

/** What a partner says on the phone becomes its ticket. */
export function NewServiceTicketForm() {
  const form = useForm<CallValues>({ initialValues: startingValues, validate: check })
  const navigate = useNavigate()
  const creating = useCreation()
  const { leave, question } = useLeaveGuard(
    form.isDirty() && !creating.isSuccess,
    () => void navigate({ to: '/desk', ignoreBlocker: true }),
  )
  const submit = form.onSubmit((values) =>
    creating.mutate(bodyOf(values), {
      onError: (error) => form.setErrors(formErrors(fieldErrors(error, ['ownerContact']))),
    }),
  )
  const { service } = form.getValues()
  const hasFieldErrors = Object.keys(form.errors).length > 0
  return (
    <form onSubmit={submit} noValidate aria-label="New ticket for a partner">
      <Stack>
        <ServiceSelect
          value={service}
          error={form.errors['service']}
          onChange={(chosen) => form.setValues({ service: chosen, run: '' })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label="Category"
            withAsterisk
            data={[{ value: '', label: 'Choose …' }, ...choicesOf(categoryWords)]}
            {...form.getInputProps('category')}
          />
          <NativeSelect
            label="Priority"
            data={choicesOf(priorityWords)}
            {...form.getInputProps('priority')}
          />
        </SimpleGrid>
        {service && <RunSelect key={service.id} service={service} field={form.getInputProps('run')} />}
        <Textarea
          label="Description"
          withAsterisk
          placeholder="What does not work, since when, and what was tried"
          autosize
          minRows={4}
          maxRows={16}
          {...form.getInputProps('description')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Contact’s first name" withAsterisk {...form.getInputProps('firstName')} />
          <TextInput label="Contact’s last name" withAsterisk {...form.getInputProps('lastName')} />
          <TextInput label="Contact’s e-mail" type="email" withAsterisk {...form.getInputProps('email')} />
          <TextInput label="Contact’s phone" type="tel" {...form.getInputProps('phoneNumber')} />
          <TextInput label="The partner’s reference" {...form.getInputProps('reference')} />
        </SimpleGrid>
        {!hasFieldErrors && <InTheWay error={creating.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending}>
            Open the ticket
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}

function useCreation() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  // One key for the life of the form: a double click or a resend makes one ticket.
  const [key] = useState(newKey)
  return useMutation({
    mutationFn: (body: NewServiceTicket) => openServiceTicket(body, key),
    onSuccess: ({ alias }) => {
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      void navigate({ to: '/desk/$alias', params: { alias }, ignoreBlocker: true })
    },
  })
}
