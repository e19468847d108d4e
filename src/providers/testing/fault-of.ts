import type { Fault } from '../../domain/fault.ts'
import { ProviderError } from '../provider.ts'

/** The fault of a promise that must fail; any other outcome is the test's failure. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const outcome: { error?: unknown; value?: unknown } = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (outcome.error instanceof ProviderError) return outcome.error.fault
  throw new Error(`Expected a ProviderError, got ${JSON.stringify(outcome.value)}`, { cause: outcome.error })
}
