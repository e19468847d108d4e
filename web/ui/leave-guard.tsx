import { Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Confirm } from './confirm.tsx'
import { isCovered } from './covered.ts'

/**
 * Asks before typed text is lost, whether by closing the form, by a link, or with the tab.
 *
 * @param dirty whether there is something to lose
 * @param close leaves the form
 */
export function useLeaveGuard(dirty: boolean, close: () => void): { leave: () => void; question: ReactNode } {
  const [asking, setAsking] = useState(false)
  const blocked = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  const stay = () => {
    setAsking(false)
    blocked.reset?.()
  }
  const discard = () => {
    setAsking(false)
    close()
    blocked.proceed?.()
  }
  const question = (asking || blocked.status === 'blocked') && (
    <Confirm
      title="Leave without saving?"
      confirm="Discard"
      cancel="Keep editing"
      danger
      onConfirm={discard}
      onCancel={stay}
    >
      <Text size="sm">What you typed here is not saved yet and would be lost.</Text>
    </Confirm>
  )
  const leave = () => {
    if (isCovered()) return
    if (dirty) setAsking(true)
    else close()
  }
  return { leave, question }
}
