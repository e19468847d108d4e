import type { Deps } from '../deps.ts'
import type { Refusal } from '../domain/refusal.ts'
import { noteProblem } from '../store/alarm-rules.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import { holdWaits } from '../store/rule-waits.ts'
import type { RuleOf } from './rule-actor.ts'

/** What waits for the rule is tried again later. The rule shows why, and the log says it once. */
export async function holdRule(deps: Deps, of: RuleOf, refusal: Refusal): Promise<void> {
  await holdWaits(deps.store.db, of.rule.id, deps.ctx.now())
  const problem = [refusal.message, ...refusal.errors.map(({ message }) => `${message}.`)].join(' ')
  await note(deps, of, { problem, message: `The rule “${of.rule.name}” cannot create tickets: ${problem}` })
}

/** The rule has created a ticket. */
export async function ruleWorks(deps: Deps, of: RuleOf): Promise<void> {
  if (of.rule.problem === null) return
  await note(deps, of, { problem: null, message: `The rule “${of.rule.name}” creates tickets again.` })
}

async function note(
  deps: Deps,
  { workspaceId, rule }: RuleOf,
  { problem, message }: { problem: string | null; message: string },
): Promise<void> {
  const isNews = await transact(deps.store.db, async (tx) => {
    if (!(await noteProblem(tx, rule.id, problem))) return false
    const level = problem === null ? ('info' as const) : ('warning' as const)
    await addLogEntry(tx, { id: deps.ctx.newId(), workspaceId, at: deps.ctx.now(), level, message })
    return true
  })
  if (isNews) deps.live.publish(workspaceId, { topic: 'alarms' })
}
