import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { actOnTicket, type Delivery, type Ticket } from '../../api/tickets.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { LinkExistingDialog } from './link-existing-dialog.tsx'
import { useTicketChanged } from './use-sync.ts'

type Action = Delivery['actions'][number]
type Asked = 'cancel' | 'cancel-issue' | 'cancel-comment' | 'create-again'

const labels: Record<Exclude<Action, 'cancel'>, string> = {
  retry: 'Try again now',
  'link-existing': 'Link an existing issue',
  'create-again': 'Create again',
}

const questions: Record<Asked, { title: string; confirm: string; text: ReactNode }> = {
  cancel: {
    title: 'Cancel the creation?',
    confirm: 'Cancel the creation',
    text: 'The hub sends nothing more, and the ticket is closed without an issue. What it is about can then get another ticket. If an earlier try did arrive in the tracker, its issue stays there.',
  },
  'cancel-issue': {
    title: 'Cancel the creation?',
    confirm: 'Cancel the creation',
    text: 'The hub sends nothing more, and the ticket goes on without an issue: another one can be created or linked later. If an earlier try did arrive in the tracker, its issue stays there.',
  },
  'cancel-comment': {
    title: 'Give up this comment?',
    confirm: 'Give up the comment',
    text: 'It stays in the timeline here and is not sent to the tracker any more. If an earlier try did arrive, it stays there.',
  },
  'create-again': {
    title: 'Create the issue again?',
    confirm: 'Create again',
    text: 'If an earlier try did arrive, there will be two issues in the tracker about the same thing. Look there first: if you find one, link it instead.',
  },
}

interface DeliveryActionsProps {
  ticket: Pick<Ticket, 'id' | 'alias'>
  kind: Delivery['kind']
  actions: Action[]
  /** The help desk’s own way to link an issue; its tickets go on without one. */
  onLinkExisting?: (() => void) | undefined
}

export function DeliveryActions({ ticket, kind, actions, onLinkExisting }: DeliveryActionsProps) {
  const cancellingCreation = onLinkExisting ? 'cancel-issue' : 'cancel'
  const cancelling = kind === 'create' ? cancellingCreation : 'cancel-comment'
  const [asked, setAsked] = useState<Asked | null>(null)
  const [linking, setLinking] = useState(false)
  const onChanged = useTicketChanged()
  const acting = useMutation({
    mutationFn: (action: Exclude<Action, 'link-existing'>) => actOnTicket(ticket.id, action),
    onSuccess: (changed) => {
      setAsked(null)
      onChanged(changed)
    },
  })
  const start = (action: Action) => {
    acting.reset()
    if (action === 'retry') acting.mutate(action)
    else if (action === 'link-existing') (onLinkExisting ?? (() => setLinking(true)))()
    else setAsked(action === 'cancel' ? cancelling : action)
  }
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action}
          size="xs"
          variant="default"
          loading={acting.isPending && acting.variables === action}
          onClick={() => start(action)}
        >
          {action === 'cancel' ? questions[cancelling].confirm : labels[action]}
        </Button>
      ))}
      {!asked && <ProblemNote error={acting.error} />}
      {asked && (
        <Confirm
          danger
          title={questions[asked].title}
          confirm={questions[asked].confirm}
          cancel="Back"
          busy={acting.isPending}
          error={acting.error}
          onConfirm={() => acting.mutate(asked === 'create-again' ? asked : 'cancel')}
          onCancel={() => setAsked(null)}
        >
          <Text size="sm">{questions[asked].text}</Text>
        </Confirm>
      )}
      {linking && <LinkExistingDialog ticket={ticket} onClose={() => setLinking(false)} />}
    </>
  )
}
