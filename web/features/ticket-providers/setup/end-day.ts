import type { Connection } from '../../../api/connections.ts'

/** The day a person gave as the end of the stored credential, for a date field; empty without one. */
export function dayOf(connection: Pick<Connection, 'credential'> | null): string {
  const credential = connection?.credential
  return credential?.toldBy === 'person' ? (credential.endsAt?.slice(0, 10) ?? '') : ''
}

/** Noon in UTC is the same day almost everywhere. */
export function endOf(day: string): string | null {
  return day === '' ? null : `${day}T12:00:00.000Z`
}
