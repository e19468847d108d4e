import { Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { beginTwoFactor, type BegunTwoFactor } from '../../api/account.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { ScanForm } from './scan-form.tsx'

/** Password, picture with a first code, backup codes. Two-factor is on only after the code. */
export default function SetUpDialog({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<BegunTwoFactor | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const queries = useQueryClient()
  useFocusBack()
  const finish = async () => {
    notifications.show({ color: 'green.8', message: 'Two-factor is on.' })
    onClose()
    // Only now: where the workspace waited for it, the page around the codes changes.
    await queries.invalidateQueries()
  }
  const step = () => {
    if (!begun) {
      return (
        <ConfirmForm confirm="Go on" act={beginTwoFactor} onDone={setBegun} onCancel={onClose}>
          You need an app for codes on your phone, such as Aegis, 2FAS, Google Authenticator, or your password
          manager.
        </ConfirmForm>
      )
    }
    if (!confirmed)
      return <ScanForm begun={begun} onConfirmed={() => setConfirmed(true)} onCancel={onClose} />
    return <BackupCodes codes={begun.backupCodes} onClose={() => void finish()} />
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={confirmed ? 'Your backup codes' : 'Switch two-factor on'}
      closeOnClickOutside={!begun}
      closeOnEscape={!confirmed}
      withCloseButton={!confirmed}
    >
      {step()}
    </Modal>
  )
}
