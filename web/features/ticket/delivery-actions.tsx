import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { actOnTicket, type Delivery, type Ticket } from '../../api/tickets.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { givingUp, type Question } from './giving-up.ts'
import { LinkExistingDialog } from './link-existing-dialog.tsx'
import { useTicketChanged } from './use-sync.ts'

type Action = Delivery['actions'][number]
type Asked = 'cancel' | 'create-again'

const labels: Record<Exclude<Action, 'cancel'>, string> = {
  retry: 'Try again now',
  'link-existing': 'Link an existing issue',
  'create-again': 'Create again',
}

const createAgain: Question = {
  title: 'Create the issue again?',
  confirm: 'Create again',
  text: 'If an earlier try did arrive, there will be two issues in the tracker about the same thing. Look there first: if you find one, link it instead.',
}

interface DeliveryActionsProps {
  ticket: Pick<Ticket, 'id' | 'alias'>
  kind: Delivery['kind']
  actions: Action[]
  /** The help desk’s own way to link an issue; its tickets go on without one. */
  onLinkExisting?: (() => void) | undefined
}

export function DeliveryActions({ ticket, kind, actions, onLinkExisting }: DeliveryActionsProps) {
  const cancelling = givingUp(kind, onLinkExisting !== undefined)
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
    else setAsked(action)
  }
  const question = asked === 'cancel' ? cancelling : createAgain
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
          {action === 'cancel' ? cancelling.confirm : labels[action]}
        </Button>
      ))}
      {!asked && <ProblemNote error={acting.error} />}
      {asked && (
        <Confirm
          danger
          title={question.title}
          confirm={question.confirm}
          cancel="Back"
          busy={acting.isPending}
          error={acting.error}
          onConfirm={() => acting.mutate(asked)}
          onCancel={() => setAsked(null)}
        >
          <Text size="sm">{question.text}</Text>
        </Confirm>
      )}
      {linking && <LinkExistingDialog ticket={ticket} onClose={() => setLinking(false)} />}
    </>
  )
}
