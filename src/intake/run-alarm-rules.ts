import type { Deps } from '../deps.ts'
import { groupKeyOf, ruleFor, ruleMatches } from '../domain/alarm-rule.ts'
import { listRules, type StoredRule } from '../store/alarm-rules.ts'
import { addRuleJobs } from '../store/jobs.ts'
import { transact } from '../store/open.ts'
import { addWaits, lockDueWaits, nextDue, removeWaits, type WaitingAlarm } from '../store/rule-waits.ts'
import { dueAfter } from './await-rules.ts'
import { ticketGroup, type AlarmGroup } from './ticket-group.ts'

/** Alarms that are looked at together. */
const batchSize = 500

/** After so many batches the job makes room for other workspaces. */
const mostBatches = 50

/** Another process is at a group: it is looked at again after so long. */
const busyMs = 5_000

/**
 * Gives the alarms of a workspace that have waited long enough the tickets that rules have for them. Safe to be called at any
 * time and by several processes: a group’s lease decides who makes its ticket.
 */
export async function runAlarmRules(deps: Deps, workspaceId: string): Promise<void> {
  let busy = false
  for (let batch = 0; batch < mostBatches && !deps.jobs.closing && !busy; batch += 1) {
    const { found, groups } = await takeDue(deps, workspaceId)
    if (found === 0) break
    busy = groups.length > 0 && (await ticketAll(deps, groups)) === 0
  }
  const now = deps.ctx.now()
  const next = busy ? new Date(now.getTime() + busyMs) : await nextDue(deps.store.db, workspaceId)
  if (next) await addRuleJobs(deps.store.db, deps.jobs, { workspaceId, at: [next] })
}

/** Answers how many groups another process is not at. */
async function ticketAll(deps: Deps, groups: AlarmGroup[]): Promise<number> {
  const held = new Set<string>()
  let ours = 0
  for (const group of groups) {
    if (deps.jobs.closing) break
    // Why one group’s ticket could not be created is true of all of the rule.
    const outcome = held.has(group.rule.id) ? 'held' : await ticketGroup(deps, group)
    if (outcome === 'held') held.add(group.rule.id)
    if (outcome !== 'busy') ours += 1
  }
  return ours
}

/**
 * The groups of alarms that are due. An alarm that its rule does not match any more is given to the rule that it belongs to
 * now, or waits no longer.
 */
async function takeDue(deps: Deps, workspaceId: string): Promise<{ found: number; groups: AlarmGroup[] }> {
  return transact(deps.store.db, async (tx) => {
    const now = deps.ctx.now()
    const due = await lockDueWaits(tx, { workspaceId, now, limit: batchSize })
    const rules = due.length > 0 ? await listRules(tx, workspaceId) : []
    const groups = new Map<string, AlarmGroup>()
    const astray: WaitingAlarm[] = []
    for (const alarm of due.toSorted((one, other) => one.since.getTime() - other.since.getTime())) {
      const rule = rules.find(({ id }) => id === alarm.ruleId)
      if (!rule || !staysWith(rule, alarm)) astray.push(alarm)
      else addTo(groups, { workspaceId, rule, alarm })
    }
    await removeWaits(
      tx,
      astray.map(({ id }) => id),
    )
    const moved = astray.flatMap((alarm) => {
      const rule = isFree(alarm) ? ruleFor(alarm, rules) : undefined
      if (!rule) return []
      const { id: findingId, since } = alarm
      return [{ findingId, workspaceId, ruleId: rule.id, since, dueAt: dueAfter(since, rule) }]
    })
    await addWaits(tx, moved)
    return { found: due.length, groups: [...groups.values()] }
  })
}

const isFree = ({ state, ticketId }: WaitingAlarm) => state === 'raised' && ticketId === null

/** One that has a ticket already shows the others of its group the way to it. */
const staysWith = (rule: StoredRule, alarm: WaitingAlarm) =>
  alarm.ticketId !== null || (isFree(alarm) && rule.enabled && ruleMatches(rule, alarm))

function addTo(
  groups: Map<string, AlarmGroup>,
  { workspaceId, rule, alarm }: { workspaceId: string; rule: StoredRule; alarm: WaitingAlarm },
): void {
  const key = groupKeyOf(rule, alarm)
  const name = `${rule.id} ${key}`
  const group = groups.get(name) ?? { workspaceId, rule, key, alarmIds: [] }
  group.alarmIds.push(alarm.id)
  groups.set(name, group)
}
