import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import type { NextStatus } from '../words.ts'
import { StepForm } from './step-form.tsx'
import { stepTexts } from './step-texts.ts'

interface StepDialogProps {
  ticket: ServiceTicket
  status: NextStatus
  onClose: () => void
}

export default function StepDialog({ ticket, status, onClose }: StepDialogProps) {
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  useFocusBack()
  return (
    <Modal
      opened
      onClose={leave}
      title={stepTexts[status].title}
      centered
      size={status === 'cleared' ? 'lg' : 'md'}
    >
      <StepForm ticket={ticket} status={status} onDirty={setDirty} onDone={onClose} onCancel={leave} />
      {question}
    </Modal>
  )
}
