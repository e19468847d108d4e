import type { EventStatus, Party } from './service-ticket.ts'

interface Said {
  status: EventStatus | null
  comment: string | null
  clearCode: string | null
}

/** DX23: the desk gives a code when it clears a ticket, and nobody gives one otherwise. What is wrong, if anything. */
export function clearCodeFault(
  party: Party,
  { status, clearCode }: Pick<Said, 'status' | 'clearCode'>,
): string | undefined {
  if (clearCode && party === 'operator') return 'only the desk gives a clear code; leave it out'
  if (clearCode && status !== 'cleared') return 'only together with the status cleared'
  if (status === 'cleared' && !clearCode && party === 'desk') return 'required with the status cleared'
  return undefined
}

/** The operator is to read what it is asked, and why its ticket was canceled. What is missing, if anything. */
export function commentFault({ status, comment }: Pick<Said, 'status' | 'comment'>): string | undefined {
  if (comment !== null) return undefined
  if (status === 'deferred') return 'required with the status deferred: the question to the operator'
  if (status === 'canceled') return 'required with the status canceled: the reason'
  return undefined
}
