import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, hasStatus } from './problem.ts'

/** Only what may pass by itself is tried again: no network, or a fault of the hub. A tracker's fault is shown. */
function worthRetrying(failures: number, error: Error) {
  if (!(error instanceof ApiError) || error.problem.fault) return false
  return failures < 2 && (error.status === 0 || error.status >= 500)
}

/** @param onSignedOut called when any call is answered 401 */
export function createQueryClient(onSignedOut: () => void) {
  const onError = (error: Error) => {
    if (hasStatus(error, 401)) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000 },
    },
  })
}
