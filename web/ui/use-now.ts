import { useSyncExternalStore } from 'react'
import { tick as pause } from './relative-time.ts'

const listeners = new Set<() => void>()
let current = new Date()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  current = new Date()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  // After a time without listeners the moment is old: the first one sets it, before anything is painted.
  if (listeners.size === 0) current = new Date()
  listeners.add(listener)
  // One clock for all times on the page.
  timer ??= setInterval(tick, pause)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present, told anew every 20 seconds. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => current)
}
