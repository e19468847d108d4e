import type { Deps } from '../deps.ts'
import { daysUntil, dueWarning } from '../domain/expiry.ts'
import { changeConnection, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'

/** When a connection's credential ends: what the tracker tells, else what a person said. */
export function credentialEnd({ account, credentialEndsAt }: Connection): Date | null {
  return account?.expiresAt ? new Date(account.expiresAt) : credentialEndsAt
}

/** “ends in 7 days”, for logs and mails. */
export function endInWords(endsAt: Date, now: Date): string {
  const days = daysUntil(endsAt, now)
  if (days <= 0) return `ended on ${endsAt.toISOString().slice(0, 10)}`
  return days === 1 ? 'ends within a day' : `ends in ${days} days`
}

/** Tells administrators, once at 30, 14, 7 and 1 days, that a credential is about to end. */
export async function tellExpiry(deps: Deps, connection: Connection): Promise<void> {
  const endsAt = credentialEnd(connection)
  const now = deps.ctx.now()
  const due = endsAt && dueWarning(endsAt, { toldDays: connection.expiryToldDays, now })
  if (!endsAt || due === undefined || due === null) return
  await transact(deps.store.db, async (tx) => {
    await changeConnection(tx, connection.id, { expiryToldDays: due })
    await addJob(tx, deps.jobs, { name: 'alert', data: { connectionId: connection.id, about: 'expiry' } })
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId: connection.workspaceId,
      at: now,
      connectionId: connection.id,
      level: 'warning',
      message: `The credential of ${connection.name} ${endInWords(endsAt, now)}: replace it on its card before then.`,
    })
  })
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}
