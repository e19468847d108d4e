import { Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { disableTwoFactor } from '../../api/account.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { ConfirmForm } from './confirm-form.tsx'

export function DisableDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  useFocusBack()
  const done = async () => {
    notifications.show({ color: 'green.8', message: 'Two-factor is off.' })
    onClose()
    await queries.invalidateQueries({ queryKey: ['account'] })
    await queries.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <Modal opened onClose={onClose} title="Switch two-factor off?">
      <ConfirmForm
        danger
        confirm="Switch off"
        act={disableTwoFactor}
        onDone={() => void done()}
        onCancel={onClose}
      >
        From then on your password alone lets in, and your backup codes work no more. A workspace that asks
        for two-factor closes until it is on again.
      </ConfirmForm>
    </Modal>
  )
}
