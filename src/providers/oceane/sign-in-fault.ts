import type { FaultKind } from '../../domain/fault.ts'
import { ProviderError } from '../provider.ts'
import type { Session } from './token.ts'

/** Without a token nothing of the call was sent: an outage passes, a refusal is the whole connection's. */
const withoutToken: Partial<Record<FaultKind, FaultKind>> = {
  unavailable: 'not-sent',
  timeout: 'not-sent',
  interrupted: 'not-sent',
  'bad-answer': 'not-sent',
  forbidden: 'unauthorized',
  'not-found': 'unauthorized',
  invalid: 'unauthorized',
  conflict: 'unauthorized',
}

/** The token of a call, or the fault of a call that was never made. */
export async function notSentWithout(asked: Promise<Session>): Promise<Session> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    const kind = withoutToken[fault.kind] ?? fault.kind
    const detail = `Not sent, because the sign-in failed: ${fault.detail}`
    throw new ProviderError({ ...fault, kind, detail }, { cause: error })
  }
}
