import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { linkIssue, type FoundIssue, type IssueBox } from '../../../api/issue-links.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { useDeskChanged } from '../ticket/use-desk-changed.ts'
import { FoundIssues } from './found-issues.tsx'

interface LinkDialogProps {
  ticket: SupportTicket
  box: IssueBox
  onClose: () => void
}

/** Finds an issue by key or words and links the ticket to it, once somebody has confirmed which (C2). */
export function LinkDialog({ ticket, box, onClose }: LinkDialogProps) {
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 300)
  const [instanceId, setInstanceId] = useState(box.instance?.id ?? box.instances[0]?.id ?? '')
  const [chosen, setChosen] = useState<FoundIssue | null>(null)
  const onChanged = useDeskChanged()
  const narrow = useNarrow()
  useFocusBack()
  const linking = useMutation({
    mutationFn: (issue: FoundIssue) =>
      linkIssue(ticket.id, { key: issue.key, instanceId, replace: ticket.link !== null }),
    onSuccess: (changed) => {
      onChanged(changed)
      onClose()
    },
  })
  const search = (text: string) => {
    setTyped(text)
    setChosen(null)
    linking.reset()
  }
  return (
    <Modal opened onClose={onClose} title={`Link ${ticket.alias} to an issue`} size="lg" fullScreen={narrow}>
      <Stack>
        {box.instances.length > 1 && (
          <NativeSelect
            label="Instance"
            data={box.instances.map(({ id, name }) => ({ value: id, label: name }))}
            value={instanceId}
            onChange={(event) => {
              setInstanceId(event.currentTarget.value)
              setChosen(null)
            }}
          />
        )}
        <TextInput
          label="Issue"
          description="Its key, or words of its title"
          data-autofocus
          value={typed}
          onChange={(event) => search(event.currentTarget.value)}
        />
        {words !== '' && (
          <FoundIssues
            ticketId={ticket.id}
            wanted={{ words, instanceId }}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
        {chosen && <Consequence ticket={ticket} issue={chosen} />}
        <ProblemNote error={linking.error} withFields />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={!chosen}
            loading={linking.isPending}
            onClick={() => chosen && linking.mutate(chosen)}
          >
            {chosen ? `Link to ${chosen.key}` : 'Link'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Consequence({ ticket, issue }: { ticket: SupportTicket; issue: FoundIssue }) {
  const { link } = ticket
  return (
    <Text size="sm" role="status">
      {link && `${ticket.alias} is unlinked from ${link.issueKey} in the same step. `}
      No field of {ticket.alias} is sent to {issue.key}. Its status and its mapped fields come over, and new
      comments go both ways; what was written in it before stays there.
    </Text>
  )
}
