import { record } from '../audit/record.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { ruleFor } from '../domain/alarm-rule.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { listRules } from '../store/alarm-rules.ts'
import { addRuleJobs } from '../store/jobs.ts'
import { addWaits } from '../store/rule-waits.ts'
import { freeAlarmPages } from './survey-alarms.ts'

/**
 * Lets a rule act on the alarms that are raised already, without another wait. Answers how many there are.
 * @throws {Refusal} when it is switched off
 */
export async function applyRule(deps: Deps, actor: Actor, id: string): Promise<number> {
  const { workspaceId } = actor
  const { db } = deps.store
  const rules = await listRules(db, workspaceId)
  const rule = rules.find((one) => one.id === id)
  if (!rule) throw notFound('alarm rule')
  if (!rule.enabled) throw new Refusal('conflict', 'The rule is switched off. Switch it on first.')
  const at = deps.ctx.now()
  let waiting = 0
  for await (const page of freeAlarmPages(deps, workspaceId, rule.source)) {
    const mine = page.filter((alarm) => ruleFor(alarm, rules)?.id === id)
    const waits = mine.map((alarm) => ({
      findingId: alarm.id,
      workspaceId,
      ruleId: id,
      since: at,
      dueAt: at,
    }))
    waiting += await addWaits(db, waits)
  }
  await record(deps, actor, { action: 'alarm-rule.applied', target: rule, after: { waiting } })
  if (waiting > 0) await addRuleJobs(db, deps.jobs, { workspaceId, at: [at] })
  deps.jobs.wake('alarm-rules')
  deps.live.publish(workspaceId, { topic: 'alarms' })
  return waiting
}
