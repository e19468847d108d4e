/**
 * What can go wrong between the hub and a tracker, as a closed set.
 * Every decision about a failure is taken on the kind; nobody reads the message.
 */
export const faultKinds = [
  'unauthorized',
  'forbidden',
  'not-found',
  'invalid',
  'conflict',
  'rate-limited',
  'unavailable',
  'timeout',
  'not-sent',
  'interrupted',
  'bad-answer',
  'refused-address',
] as const

/**
 * - `unauthorized` the tracker does not accept the credential
 * - `forbidden` the credential lacks a right
 * - `not-found` the address or the record does not exist, or may not be seen
 * - `invalid` the tracker refuses the content of the request
 * - `conflict` the record changed under us
 * - `rate-limited` too many requests
 * - `unavailable` 5xx, maintenance, hibernation
 * - `timeout` sent, no answer in time: the outcome of a write is unknown
 * - `not-sent` refused connection, DNS, TLS: certainly nothing reached the tracker
 * - `interrupted` the connection broke after sending: the outcome of a write is unknown
 * - `bad-answer` an answer that is not what the tracker's API promises (HTML, half a JSON, an empty body)
 * - `refused-address` the hub's own guard refused the address; nothing was sent
 */
export type FaultKind = (typeof faultKinds)[number]

/** A failure in the form in which it is stored, shown and decided on. Holds no secret. */
export interface Fault {
  kind: FaultKind
  /** The tracker's own words where it had any, shortened, without secrets. */
  detail: string
  /** HTTP status, when there was an answer. */
  status?: number
  /** The tracker's own error code, e.g. `TF401320`. */
  code?: string
  /** Milliseconds the tracker asked us to wait. */
  retryAfterMs?: number
  /** Field of the request → what the tracker said about it. */
  fields?: Record<string, string>
}

/** Code of the fault that holds every connection after a restore: no success of the tracker says that it may be ended. */
export const restoredCode = 'RESTORED'

/** Each kind in words, for reports (C54). */
export const causes: Record<FaultKind, string> = {
  unauthorized: 'Credential not accepted',
  forbidden: 'Right missing',
  'not-found': 'Not found',
  invalid: 'Content refused',
  conflict: 'Changed at the same time',
  'rate-limited': 'Too many requests',
  unavailable: 'Tracker not available',
  timeout: 'No answer in time',
  'not-sent': 'No connection',
  interrupted: 'Connection broken',
  'bad-answer': 'Answer not understood',
  'refused-address': 'Address not allowed',
}

/** Code of the fault that holds an instance whose synchronisation a person has switched off (C34). */
export const switchedOffCode = 'SWITCHED_OFF'

/** Code of the fault of a stored credential that the hub itself cannot open. */
export const unreadableCode = 'UNREADABLE'

/** Whether only a person ends what holds a connection: no success of the tracker does. */
export const isHeld = (fault: Pick<Fault, 'code'> | null | undefined): boolean =>
  fault?.code === restoredCode || fault?.code === switchedOffCode

/** What a person can do about each kind (A68–A71 and the rest). */
export const remedies: Record<FaultKind, string> = {
  unauthorized: 'Invalid credentials: check that the token or password is right and has not expired.',
  forbidden:
    'Insufficient permission: check the scopes, roles or project permissions of the integration user.',
  'not-found': 'Not found: check the organisation or instance URL, and that the record still exists.',
  invalid: 'The tracker refused the content: correct the named fields and try again.',
  conflict: 'The record changed at the same time: try again.',
  'rate-limited': 'The tracker asks for fewer requests: the hub waits as long as it was told to.',
  unavailable: 'The tracker is not available: the hub tries again by itself.',
  timeout: 'Network fault, no answer in time: check the firewall, and that the hub can reach the tracker.',
  'not-sent':
    'Network fault, no connection: check the URL, the firewall and DNS, and that the hub can reach the tracker.',
  interrupted: 'The connection broke before the answer: the hub looks up what became of the request.',
  'bad-answer':
    'The answer was not what this tracker sends: check the URL, and whether a proxy or sign-in page stands in between.',
  'refused-address':
    'The hub does not call this address: use https and a public address, or have the operator allow it with CROSSTIE_ALLOWED_PRIVATE_HOSTS if the tracker really is there.',
}

/** What a person can do about this one. */
export function remedyOf({ kind, code }: Pick<Fault, 'kind' | 'code'>): string {
  if (code === restoredCode) {
    return 'Look in the tracker for what was created after the backup, then resume under Ticket Providers.'
  }
  if (code === unreadableCode) {
    return 'The stored credential cannot be read: enter it again, or give the hub the key that it was sealed with.'
  }
  return code === switchedOffCode ? 'Switch synchronisation on in the instance’s settings.' : remedies[kind]
}
