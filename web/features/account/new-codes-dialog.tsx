import { Modal } from '@mantine/core'
import { useState } from 'react'
import { newBackupCodes } from '../../api/account.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ConfirmForm } from './confirm-form.tsx'

export function NewCodesDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null)
  const isOnce = codes !== null
  useFocusBack()
  return (
    <Modal
      opened
      onClose={onClose}
      title={isOnce ? 'Your new backup codes' : 'New backup codes'}
      closeOnClickOutside={!isOnce}
      closeOnEscape={!isOnce}
      withCloseButton={!isOnce}
    >
      {codes ? (
        <BackupCodes codes={codes} onClose={onClose} />
      ) : (
        <ConfirmForm confirm="Make new codes" act={newBackupCodes} onDone={setCodes} onCancel={onClose}>
          The ones that you have work no more.
        </ConfirmForm>
      )}
    </Modal>
  )
}
