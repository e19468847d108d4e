import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addWebhook,
  changeWebhook,
  type NewOperatorWebhook,
  type OperatorWebhook,
} from '../../api/operator-webhooks.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { topics } from '../notifications/words.ts'
import type { Made } from './new-secret.tsx'

interface DialogProps {
  operatorId: string
  /** Absent: a new one. */
  webhook?: OperatorWebhook
  onClose: () => void
  onMade: (made: Made | null) => void
}

export function ChangeDialog({ operatorId, webhook, onClose, onMade }: DialogProps) {
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  const queries = useQueryClient()
  useFocusBack()
  const form = useForm<NewOperatorWebhook>({
    initialValues: {
      url: webhook?.url ?? '',
      topics: webhook?.topics ?? ['ticket.created', 'event.added'],
    },
    onValuesChange: () => setDirty(true),
  })
  const saving = useMutation({
    mutationFn: (body: NewOperatorWebhook) =>
      webhook ? changeWebhook({ operatorId, id: webhook.id }, body) : addWebhook(operatorId, body),
    onSuccess: ({ secret }) => {
      void queries.invalidateQueries({ queryKey: ['operator-webhooks'] })
      const words = webhook ? 'It is another one because the address is at another host.' : ''
      onMade(secret === null ? null : { secret, words })
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const isShown = 'url' in form.errors || 'topics' in form.errors
  return (
    <Modal
      opened
      onClose={leave}
      title={webhook ? 'Change the webhook' : 'Add a webhook'}
      closeOnClickOutside={!dirty}
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label="Address"
            withAsterisk
            data-autofocus
            type="url"
            maxLength={2_000}
            autoComplete="off"
            placeholder="https://partner.example.com/events"
            description="Called with POST. It has to be public and with https, unless the hub’s operator allows another."
            {...form.getInputProps('url')}
          />
          <Checkbox.Group label="Told of" withAsterisk {...form.getInputProps('topics')}>
            <Stack gap={6} mt={6}>
              {topics.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Stack>
          </Checkbox.Group>
          {!isShown && <ProblemNote error={saving.error} withFields />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={!form.values.url.trim() || form.values.topics.length === 0}
            >
              {webhook ? 'Save' : 'Add webhook'}
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Modal>
  )
}
