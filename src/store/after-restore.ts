import { sql } from 'kysely'
import { restoredCode } from '../domain/fault.ts'
import { json, type OpenStore } from './open.ts'

/**
 * A restored database is older than the trackers: what it believes to be unsent may have been sent since. Nothing goes out
 * before a person has looked, and then every creation that is not done is first searched for by its marker.
 */
export async function distrustUnsent(
  tx: OpenStore['plain'],
  of: { backupAt: string; now: Date },
): Promise<void> {
  // One that was never sent has no place to search from; where the tracker has one sequence, its last known place serves.
  const waitingFor = `the tracker to be searched: the database is restored from the backup of ${of.backupAt}`
  await sql`
    update deliveries set state = 'checking', unknown_since = ${of.now}::timestamptz, claimed_by = null,
      anchor = coalesce(anchor, (select jsonb_build_object('scope', min(scope), 'position', min(position)) from anchors a
        where a.connection_id = deliveries.connection_id having count(*) = 1)),
      waiting_for = ${waitingFor}, waits_for_route_id = null, next_attempt_at = ${of.now}::timestamptz,
      updated_at = ${of.now}::timestamptz
    where kind = 'create' and state in ('queued', 'waiting', 'sending', 'checking')`.execute(tx)
  // A person may have tried it again since, with success: a retry looks first.
  await sql`update deliveries set unknown_since = ${of.now}::timestamptz where kind = 'create' and state = 'failed'`.execute(
    tx,
  )
  // Counts as tried, so that the comment's own marker is looked for.
  await sql`update deliveries set attempts = greatest(attempts, 1), state = 'waiting', claimed_by = null,
      waiting_for = 'its turn after the restore', next_attempt_at = ${of.now}::timestamptz, updated_at = ${of.now}::timestamptz
    where kind = 'comment' and state in ('queued', 'waiting', 'sending', 'checking')`.execute(tx)
  // Nobody can look into a mailbox: a person decides whether it goes again.
  const told = {
    kind: 'interrupted',
    detail: `The database was restored from the backup of ${of.backupAt}: this may have been sent after that moment.`,
  }
  await sql`update notifications set state = 'failed', claimed_by = null, next_attempt_at = null, waiting_for = null,
      fault = ${json(told)}, updated_at = ${of.now}::timestamptz
    where state in ('queued', 'waiting', 'sending')`.execute(tx)
  // Alarms may have got tickets since, which nobody here knows of: rules would create them once more.
  const problem = `Switched off, because the database was restored from the backup of ${of.backupAt}: alarms may have tickets in the tracker that are not known here. Look there first, then switch it on.`
  await sql`delete from rule_waits`.execute(tx)
  await sql`update alarm_rules set enabled = false, problem = ${problem} where enabled`.execute(tx)
  const fault = {
    kind: 'interrupted',
    code: restoredCode,
    detail: `The database was restored from the backup of ${of.backupAt}. What was created in the tracker after that moment is not known here: look there first, then resume.`,
  }
  await sql`update connections set paused_since = ${of.now}::timestamptz, paused_until = null, pause_fault = ${json(fault)}
    where state in ('active', 'following')`.execute(tx)
}
