import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createDeskTicket, type NewSupportTicket } from '../../../api/help-desk.ts'
import type { SupportField, SupportType } from '../../../api/help-desk-lists.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { CharacterCount } from '../../../ui/character-count.tsx'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { newKey } from '../../create-ticket/new-key.ts'
import { CatalogueSelect } from '../fields/catalogue-select.tsx'
import { draftOf } from '../fields/draft.ts'
import { FieldInput } from '../fields/field-input.tsx'
import { MarkdownHint } from '../markdown/hint.tsx'
import { priorityChoices } from '../words.ts'
import { bodyOf, check, formErrors, startingValues, titleLimit, type DeskValues } from './values.ts'

interface FormProps {
  types: SupportType[]
  fields: SupportField[]
}

export function NewDeskTicketForm({ types, fields }: FormProps) {
  const form = useForm<DeskValues>({
    initialValues: { ...startingValues, typeId: types[0]?.id ?? '' },
    validate: check,
  })
  const navigate = useNavigate()
  const creating = useCreation()
  const { leave, question } = useLeaveGuard(
    form.isDirty() && !creating.isSuccess,
    () => void navigate({ to: '/help-desk', ignoreBlocker: true }),
  )
  const submit = form.onSubmit((values) =>
    creating.mutate(bodyOf(values, fields), {
      onError: (error) => form.setErrors(formErrors(fieldErrors(error))),
    }),
  )
  const { title, product } = form.getValues()
  const hasFieldErrors = Object.keys(form.errors).length > 0
  return (
    <form onSubmit={submit} noValidate aria-label="New help-desk ticket">
      <Stack>
        <TextInput
          label="Title"
          placeholder="A brief summary"
          withAsterisk
          autoFocus
          description={<CharacterCount text={title} limits={{ max: titleLimit }} />}
          {...form.getInputProps('title')}
        />
        <Textarea
          label="Description"
          placeholder="What the customer sees, and what they expected"
          autosize
          minRows={5}
          maxRows={18}
          description={<MarkdownHint />}
          {...form.getInputProps('description')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label="Type"
            data={types.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('typeId')}
          />
          <NativeSelect label="Priority" data={priorityChoices} {...form.getInputProps('priority')} />
          <CatalogueSelect
            label="Product"
            catalogue="products"
            none="None"
            value={product}
            error={form.errors['product']}
            onChange={(chosen) => form.setValues({ product: chosen, version: null })}
          />
          {product && (
            <CatalogueSelect
              key={product.id}
              label="Reported version"
              catalogue={`products/${product.id}/versions`}
              none="None"
              value={form.getValues().version}
              error={form.errors['version']}
              onChange={(chosen) => form.setFieldValue('version', chosen)}
            />
          )}
          <CatalogueSelect
            label="Customer"
            catalogue="customers"
            none="None"
            value={form.getValues().customer}
            error={form.errors['customer']}
            onChange={(chosen) => form.setFieldValue('customer', chosen)}
          />
          <TextInput
            label="Assigned to"
            placeholder="Name or e-mail address"
            {...form.getInputProps('assignee')}
          />
          {fields.map(({ id, name, kind, options }) => (
            <FieldInput
              key={id}
              label={name}
              kind={kind}
              options={options}
              value={form.getValues().fields[id] ?? draftOf(kind, null)}
              error={form.errors[`fields.${id}`]}
              onChange={(draft) => form.setFieldValue(`fields.${id}`, draft)}
            />
          ))}
        </SimpleGrid>
        {!hasFieldErrors && <ProblemNote error={creating.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending}>
            Create
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
    mutationFn: (body: NewSupportTicket) => createDeskTicket(body, key),
    onSuccess: ({ alias }) => {
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      void navigate({ to: '/help-desk/$alias', params: { alias }, ignoreBlocker: true })
    },
  })
}
