import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useEffectEvent } from 'react'
import { interpret, type Shortcut } from './shortcuts.ts'

const pairPause = 1_200

/** Single keys get in the way of some speech and switch input, so a person can turn them off. */
export function useShortcutsEnabled() {
  return useLocalStorage({ key: 'crosstie-shortcuts', defaultValue: true, getInitialValueInEffect: false })
}

export function useShortcuts(act: (shortcut: Shortcut) => void) {
  const [enabled] = useShortcutsEnabled()
  const onAct = useEffectEvent(act)
  useEffect(() => {
    if (!enabled) return undefined
    let pending: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isOccupied(event.target)) return
      clearTimeout(timer)
      const { does, pending: waiting } = interpret(pending, event.key)
      pending = waiting
      if (waiting) timer = setTimeout(() => (pending = null), pairPause)
      if (!does) return
      event.preventDefault()
      onAct(does)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKey)
    }
  }, [enabled])
}

/** Whether the keys belong to a field or to an open dialog. */
function isOccupied(target: EventTarget | null): boolean {
  const typing =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="menu"]')
  return Boolean(typing) || document.querySelector('[role="dialog"]') !== null
}
