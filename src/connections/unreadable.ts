import { unreadableCode, type Fault } from '../domain/fault.ts'
import { ProviderError } from '../providers/provider.ts'
import { CannotOpen } from '../store/seal.ts'

/** A stored credential that the hub cannot open is like one that the other side does not accept: a person has to act. */
export const unreadable = ({ message }: CannotOpen): Fault => ({
  kind: 'unauthorized',
  code: unreadableCode,
  detail: message,
})

/**
 * Runs what opens a stored credential.
 * @throws {ProviderError} where it cannot be opened, so that whoever needs it deals with it as with one that was refused
 */
export function opening<T>(open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    throw new ProviderError(unreadable(error), { cause: error })
  }
}
