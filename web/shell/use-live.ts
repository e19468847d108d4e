import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LiveMessage } from '../../src/http/contract/live.ts'
import { useMe } from '../api/session.ts'
import { listenLive } from '../api/live.ts'
import { touches } from '../api/touches.ts'

const pause = 700

/** Reads again what the hub says has changed; a burst of messages leads to one reading. */
export function useLive() {
  const queries = useQueryClient()
  const { needsTwoFactor } = useMe()
  useEffect(() => {
    if (needsTwoFactor) return undefined
    let heard: LiveMessage[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const readAgain = () => {
      const messages = heard
      heard = []
      timer = undefined
      void queries.invalidateQueries({
        predicate: (query) => messages.some((message) => touches(message, query)),
      })
    }
    const stop = listenLive({
      onMessage: (message) => {
        heard.push(message)
        timer ??= setTimeout(readAgain, pause)
      },
      // All but what would be asked of the tracker itself.
      onReturn: () =>
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'choices' }),
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [queries, needsTwoFactor])
}
