import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { ruleActor, type RuleOf } from './rule-actor.ts'
import { describeTogether } from '../domain/raised-together.ts'
import { Refusal } from '../domain/refusal.ts'
import { leaseGroup, releaseGroup, setGroupTicket, type Group } from '../store/alarm-groups.ts'
import { removeWaits, stillWaiting, type WaitingAlarm } from '../store/rule-waits.ts'
import { joinTicket } from './join-ticket.ts'
import { holdRule, ruleWorks } from './rule-problem.ts'
import { ticketAlarm } from './ticket-alarm.ts'

/** Longer than a ticket takes to be stored, also on a busy machine. */
const leaseMs = 60_000

/** Alarms of a rule that share a ticket. */
export interface AlarmGroup extends RuleOf {
  /** What they have in common. */
  key: string
  alarmIds: string[]
}

/**
 * Gives the alarms of a group their ticket: the group’s, where it is open and something of it is raised still; else the first
 * alarm creates one and the others join it. No transaction is held meanwhile, so a process may die at every point: whoever
 * comes next finds the ticket at the alarm that has it.
 *
 * `busy`: another process is at it. `held`: the rule cannot create tickets now; its problem says why.
 */
export async function ticketGroup(deps: Deps, of: AlarmGroup): Promise<'done' | 'busy' | 'held'> {
  const { db } = deps.store
  const now = deps.ctx.now()
  const until = new Date(now.getTime() + leaseMs)
  const group = { ruleId: of.rule.id, groupKey: createHash('sha256').update(of.key).digest('hex') }
  const lease = await leaseGroup(db, group, { now, until })
  if (!lease) return 'busy'
  try {
    return await fill(deps, of, { ...lease, group, until })
  } finally {
    const forget = of.rule.groupBy.length === 0
    await releaseGroup(db, group, { until, now: deps.ctx.now(), forget })
  }
}

async function fill(
  deps: Deps,
  of: AlarmGroup,
  lease: { ticketId: string | null; group: Group; until: Date },
): Promise<'done' | 'busy' | 'held'> {
  const { db } = deps.store
  let { ticketId } = lease
  let rest = await stillWaiting(db, of.alarmIds)
  while (rest.length > 0) {
    const alarmIds = rest.map(({ id }) => id)
    if (ticketId && (await joinTicket(deps, of, { ticketId, alarmIds }))) return 'done'
    const [first, ...others] = rest
    if (!first) break
    const made = first.ticketId ?? (await create(deps, of, { first, others }))
    if (!made) return 'held'
    if (!(await setGroupTicket(db, lease.group, { ticketId: made, until: lease.until }))) return 'busy'
    await removeWaits(db, [first.id])
    ticketId = made
    rest = others
  }
  return 'done'
}

/** The id of the ticket that the first alarm has now; undefined where there is none, and the rule knows why. */
async function create(
  deps: Deps,
  of: AlarmGroup,
  { first, others }: { first: WaitingAlarm; others: WaitingAlarm[] },
): Promise<string | undefined> {
  const titles = [first, ...others].map(({ title }) => title)
  const together =
    others.length > 0 ? { description: describeTogether(first.description || first.title, titles) } : {}
  try {
    const { id } = await ticketAlarm(deps, ruleActor(of), {
      alarmId: first.id,
      ...of.rule.ticket,
      ...together,
    })
    await ruleWorks(deps, of)
    return id
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Somebody was quicker, or this is what a process left that died in between.
    if (error.ticket) return error.ticket.id
    await holdRule(deps, of, error)
    return undefined
  }
}
