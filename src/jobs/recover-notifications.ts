import type { Deps } from '../deps.ts'
import { expiredCode } from '../domain/notification-remedies.ts'
import { lastsMs } from '../domain/notification-retry.ts'
import { noMailServer } from '../domain/notification.ts'
import { addJobs } from '../store/jobs.ts'
import { expireNotifications, lostNotifications, releaseMail } from '../store/lost-notifications.ts'

/** Sends what nobody is at, what waited for a mail server that is there now, and ends what has waited for too long. */
export async function recoverNotifications(deps: Deps, at: { now: Date; alive: Date }): Promise<void> {
  const { jobs, live } = deps
  const { db } = deps.store
  const { now } = at
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const released = deps.mail ? await releaseMail(db, { waitingFor: noMailServer, now }) : []
  const lost = await lostNotifications(db, at)
  const work = [...new Set([...released, ...lost])]
  await addJobs(
    db,
    jobs,
    work.map((workspaceId) => ({ name: 'notify' as const, data: { workspaceId } })),
  )
  const since = { tried: ago(lastsMs.tried), untried: ago(lastsMs.untried) }
  for (const workspaceId of await expireNotifications(db, { ...since, code: expiredCode, now })) {
    live.publish(workspaceId, { topic: 'notifications' })
  }
}
