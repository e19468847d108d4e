import { EventEmitter } from 'node:events'
import type { Live } from './deps.ts'
import type { LiveMessage } from './domain/live.ts'

/** Live messages within this process. */
export function createLive(): Live {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    publish(workspaceId, message) {
      emitter.emit(workspaceId, message)
    },
    subscribe(workspaceId, listener: (message: LiveMessage) => void) {
      emitter.on(workspaceId, listener)
      return () => emitter.off(workspaceId, listener)
    },
  }
}
