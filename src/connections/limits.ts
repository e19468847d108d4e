import { defaultConcurrency } from '../domain/jobs.ts'
import { retryLimits } from '../domain/retry.ts'
import type { Provider } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'

/** A connection's numbers as they hold. */
export interface Limits {
  /** Creations under way at the same time (B34, BX25). */
  concurrency: number
  /** Tries of a creation after the first one; 0: none (B9, BX1). */
  retryCount: number
  /** Days for which tickets that are over are kept (B7); null: for ever. */
  keepDays: number | null
  /** Tickets there may be (B8); null: any number. */
  keepCount: number | null
}

/** The connection's own numbers, else its provider's, else everybody's. */
export function limitsOf(provider: Provider, { settings }: Pick<Connection, 'settings'>): Limits {
  const { defaults = {} } = provider.about
  const own = <T>(value: T | undefined, standard: T): T => (value === undefined ? standard : value)
  return {
    concurrency: own(settings.concurrency, defaultConcurrency),
    retryCount: own(settings.retryCount, defaults.retryCount ?? retryLimits.retries),
    keepDays: own(settings.keepDays, defaults.keepDays ?? null),
    keepCount: own(settings.keepCount, defaults.keepCount ?? null),
  }
}
