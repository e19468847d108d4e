import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { mostRules, type AlarmRule } from '../domain/alarm-rule.ts'
import type { AuditedDeed } from '../domain/audit.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import {
  listRules,
  lockRules,
  orderRules,
  removeRule,
  saveRule,
  type StoredRule,
} from '../store/alarm-rules.ts'
import { addRuleJobs } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { clearWaits, nextDue, resetWaits } from '../store/rule-waits.ts'
import { checkRule } from './check-alarm-rule.ts'

export type GivenRule = Omit<AlarmRule, 'id'>

/**
 * Stores a rule, as the last one. It acts on alarms that come from now on.
 * @throws {Refusal} naming each field that is wrong
 */
export function createRule(deps: Deps, actor: Actor, given: GivenRule): Promise<string> {
  return change(deps, actor, async (tx, rules) => {
    if (rules.length >= mostRules) {
      throw new Refusal(
        'conflict',
        `A workspace has ${mostRules} rules at most. Delete one that is not needed.`,
      )
    }
    await checkRule(within(deps, tx), actor, { given, others: rules })
    const at = deps.ctx.now()
    const id = deps.ctx.newId()
    const position = (rules.at(-1)?.position ?? 0) + 1
    const row = { ...given, id, position, workspaceId: actor.workspaceId, problem: null, createdAt: at }
    await saveRule(tx, { ...row, updatedAt: at })
    const deed = { action: 'alarm-rule.created', target: { id, name: given.name }, after: { ...given } }
    return { result: id, said: `created the alarm rule “${given.name}”`, deed }
  })
}

/**
 * Replaces a rule. What waits for it waits as it says now, and no longer once it is switched off.
 * @throws {Refusal} naming each field that is wrong
 */
export function changeRule(
  deps: Deps,
  actor: Actor,
  { id, given }: { id: string; given: GivenRule },
): Promise<void> {
  return change(deps, actor, async (tx, rules) => {
    const stored = found(rules, id)
    const others = rules.filter((rule) => rule.id !== id)
    await checkRule(within(deps, tx), actor, { given, others })
    await saveRule(tx, { ...stored, ...given, problem: null, updatedAt: deps.ctx.now() })
    await (given.enabled ? resetWaits(tx, { ...given, id }) : clearWaits(tx, id))
    const { name } = stored
    const deed = {
      action: 'alarm-rule.changed',
      target: { id, name },
      before: only(stored, given),
      after: { ...given },
    }
    return { result: undefined, said: `changed the alarm rule “${given.name}”`, deed }
  })
}

/** Takes a rule away. What waits for it waits no longer; tickets stay. */
export function deleteRule(deps: Deps, actor: Actor, id: string): Promise<void> {
  return change(deps, actor, async (tx, rules) => {
    const { name } = found(rules, id)
    await removeRule(tx, id)
    const deed = { action: 'alarm-rule.deleted', target: { id, name } }
    return { result: undefined, said: `deleted the alarm rule “${name}”`, deed }
  })
}

/**
 * Puts the rules into another order.
 * @throws {Refusal} unless these are the workspace’s rules, each once
 */
export function reorderRules(deps: Deps, actor: Actor, ids: string[]): Promise<void> {
  return change(deps, actor, async (tx, rules) => {
    const same = ids.length === rules.length && rules.every(({ id }) => ids.includes(id))
    if (!same) {
      throw new Refusal(
        'conflict',
        'These are not the rules that there are now. Read them again, then order them.',
      )
    }
    await orderRules(tx, actor.workspaceId, ids)
    const named = (all: string[]) => all.map((id) => found(rules, id).name)
    const deed = {
      action: 'alarm-rule.ordered',
      before: { order: rules.map(({ name }) => name) },
      after: { order: named(ids) },
    }
    return { result: undefined, said: 'changed the order of the alarm rules', deed }
  })
}

/** The same members of a rule that were given, as they were. */
const only = (stored: StoredRule, given: GivenRule) =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => name in given))

function found(rules: StoredRule[], id: string): StoredRule {
  const rule = rules.find((one) => one.id === id)
  if (!rule) throw notFound('alarm rule')
  return rule
}

async function change<T>(
  deps: Deps,
  actor: Actor,
  work: (tx: Db, rules: StoredRule[]) => Promise<{ result: T; said: string; deed: AuditedDeed }>,
): Promise<T> {
  const { workspaceId, name } = actor
  const { result } = await transact(deps.store.db, async (tx) => {
    await lockRules(tx, workspaceId)
    const done = await work(tx, await listRules(tx, workspaceId))
    const due = await nextDue(tx, workspaceId)
    if (due) await addRuleJobs(tx, deps.jobs, { workspaceId, at: [due] })
    const entry = { id: deps.ctx.newId(), workspaceId, at: deps.ctx.now(), level: 'info' as const }
    await addLogEntry(tx, { ...entry, message: `${name} ${done.said}.` })
    await record(within(deps, tx), actor, done.deed)
    return done
  })
  deps.jobs.wake('alarm-rules')
  deps.live.publish(workspaceId, { topic: 'alarms' })
  return result
}
