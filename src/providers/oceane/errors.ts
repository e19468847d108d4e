import type { Fault, FaultKind } from '../../domain/fault.ts'
import type { IncomingAnswer } from '../http.ts'
import { jsonIfAny } from '../json-answer.ts'
import { faultOfStatus } from '../status-fault.ts'
import { wireError } from './wire.ts'

const whole = (text: string) => text.trim().replace(/[.:]?$/u, '.')

/**
 * What a refusal says: TM Forum's `code`, `reason` and `message`, or what Orange's own gateway writes in their place.
 * https://developer.orange.com/resources/orange-apis-error-handling
 */
function wordsOf(answer: IncomingAnswer): { detail?: string; code?: string } {
  const said = jsonIfAny(answer, wireError)
  const words = [said?.reason, said?.message, said?.description, said?.error_description]
  const detail = [...new Set(words.filter((text) => text?.trim()).map((text) => whole(text ?? '')))].join(' ')
  const code = said?.code ?? said?.error
  return { ...(detail && { detail }), ...(code && { code }) }
}

/** True for a refusal in TM Forum's form: it comes from the API itself, not from something in front of it. */
export function isOwnRefusal(answer: IncomingAnswer): boolean {
  const said = jsonIfAny(answer, wireError)
  return Boolean(said?.code && said.reason)
}

export const refusal = (answer: IncomingAnswer, now: Date): Fault =>
  faultOfStatus(answer, { now, ...wordsOf(answer) })

/** RFC 6749, 5.2: the errors of a token endpoint that mean something else than their status. */
const tokenErrors: Record<string, FaultKind> = {
  invalid_client: 'unauthorized',
  unauthorized_client: 'forbidden',
  access_denied: 'forbidden',
}

/** The fault of a token endpoint that gave no token. It can say so with any status, 200 included. */
export function tokenRefusal(answer: IncomingAnswer, now: Date): Fault {
  const fault = refusal(answer, now)
  const kind = tokenErrors[jsonIfAny(answer, wireError)?.error ?? ''] ?? fault.kind
  const hint = kind === 'unauthorized' ? ' Check Client ID and Client Secret.' : ''
  return { ...fault, kind, detail: fault.detail + hint }
}
