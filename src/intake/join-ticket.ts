import type { Deps } from '../deps.ts'
import { labelOf, type RuledAlarm } from '../domain/alarm-rule.ts'
import { joinedInWords } from '../domain/raised-together.ts'
import { isOpen } from '../domain/ticket.ts'
import { lockAlarms, raisedAlarmsOf, shareTicket } from '../store/alarms.ts'
import { addWriteBackJobs } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import { removeWaits } from '../store/rule-waits.ts'
import { addEvent, lockTicket } from '../store/tickets.ts'
import { queueWriteBacks } from '../store/write-backs.ts'
import { ruleActor, type RuleOf } from './rule-actor.ts'

type Locked = Awaited<ReturnType<typeof lockAlarms>>

/**
 * Lets alarms share a ticket, where it is open and something that it is about is raised. Answers whether it is; they wait no
 * longer then.
 */
export async function joinTicket(
  deps: Deps,
  of: RuleOf,
  { ticketId, alarmIds }: { ticketId: string; alarmIds: string[] },
): Promise<boolean> {
  const { workspaceId } = of
  const joined = await transact(deps.store.db, async (tx) => {
    // Alarms first, as whoever brings alarms does it.
    const alarms = await lockAlarms(tx, workspaceId, alarmIds)
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    if (!ticket || ticket.removed || !isOpen(ticket.statusCategory)) return undefined
    if ((await raisedAlarmsOf(tx, workspaceId, ticketId)) === 0) return undefined
    const joining = alarms.filter((alarm) => alarm.state === 'raised' && alarm.ticketId === null)
    if (joining.length > 0) await share(deps, tx, { ...of, ticketId, joining })
    await removeWaits(tx, alarmIds)
    return joining.length
  })
  if (joined) {
    deps.jobs.wake('write-back')
    deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
    deps.live.publish(workspaceId, { topic: 'alarms' })
  }
  return joined !== undefined
}

async function share(deps: Deps, tx: Db, of: RuleOf & { ticketId: string; joining: Locked }): Promise<void> {
  const { workspaceId, rule, ticketId, joining } = of
  const at = deps.ctx.now()
  await shareTicket(
    tx,
    joining.map(({ id }) => id),
    ticketId,
  )
  await addEvent(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    at,
    kind: 'alarm',
    actor: ruleActor(of).name,
    text: joinedInWords(joining.map(({ title }) => title)),
    reason: {
      rule: 'alarm rule',
      because: `The rule “${rule.name}” gives alarms one ticket while they have the same ${rule.groupBy.join(' and ')} and something of it is raised.`,
      input: valuesOf(rule.groupBy, joining[0]),
    },
  })
  await addWriteBackJobs(tx, deps.jobs, await queueWriteBacks(tx, { ticketId, at }))
}

const valuesOf = (names: string[], alarm: RuledAlarm | undefined) =>
  alarm ? Object.fromEntries(names.map((name) => [name, labelOf(alarm, name)])) : {}
