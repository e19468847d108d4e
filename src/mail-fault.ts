import type { Fault, FaultKind } from './domain/fault.ts'
import { shortened } from './providers/status-fault.ts'

/** What nodemailer puts on its errors. */
interface MailError {
  message?: string
  code?: string
  /** The command that was under way. */
  command?: string
  response?: string
  responseCode?: number
}

/** Commands that are about this one mail; everything before is about the server and the hub’s account there. */
const ofOneMail = /^(?:MAIL FROM|RCPT TO|DATA)/u

function kindOf({ code, command = '', responseCode = 0 }: MailError): FaultKind {
  if (code === 'EAUTH') return 'unauthorized'
  if (code === 'EENVELOPE' && responseCode === 0) return 'refused-address'
  if (!ofOneMail.test(command)) return code === 'ETIMEDOUT' ? 'timeout' : 'not-sent'
  if (responseCode >= 500) return 'invalid'
  return responseCode >= 400 ? 'unavailable' : 'interrupted'
}

/** The fault of a mail that was not taken, with the server’s own words where it had any. */
export function faultOfMail(error: unknown, redact: (text: string) => string): Fault {
  const known: MailError = error instanceof Error ? error : {}
  const { response, responseCode, code } = known
  const detail = response ?? known.message ?? 'The mail could not be sent.'
  return {
    kind: kindOf(known),
    detail: shortened(redact(detail)),
    ...(responseCode && { status: responseCode }),
    ...(code && { code }),
  }
}
