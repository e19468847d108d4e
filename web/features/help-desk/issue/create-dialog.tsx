import { Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { issuePreviewQuery } from '../../../api/issue-links.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { PreviewForm } from './preview-form.tsx'

/** What the new issue would be, value by value, before anything is sent (C1, CX25). */
export function CreateIssueDialog({ ticket, onClose }: { ticket: SupportTicket; onClose: () => void }) {
  const query = useQuery(issuePreviewQuery(ticket.id))
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  const narrow = useNarrow()
  useFocusBack()
  return (
    <Modal
      opened
      onClose={leave}
      title={`Create an issue for ${ticket.alias}`}
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={!dirty}
    >
      <Stack>
        {query.isPending && <LoadingRows rows={5} height={40} />}
        <ProblemNote error={query.error} />
        {query.data && (
          <PreviewForm
            ticket={ticket}
            preview={query.data}
            onDirty={setDirty}
            onLeave={leave}
            onDone={onClose}
          />
        )}
      </Stack>
      {question}
    </Modal>
  )
}
