/**
 * Time, randomness and identifiers reach the rules and verbs only through this,
 * so that a test runs on a clock of its own and never sleeps.
 */
export interface Context {
  now(): Date
  /** A new identifier: UUID version 7, so that ids sort by creation. */
  newId(): string
  /** 0 ≤ x < 1. */
  random(): number
  /** Resolves after so many milliseconds of this context's clock; rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  log: Log
}

/** The part of pino's interface that the hub uses. Never pass a secret. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
