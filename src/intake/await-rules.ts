import type { Deps } from '../deps.ts'
import { ruleFor, type RuledAlarm } from '../domain/alarm-rule.ts'
import { listRules, type StoredRule } from '../store/alarm-rules.ts'
import type { NewAlarm, SavedAlarm } from '../store/alarms.ts'
import { addRuleJobs } from '../store/jobs.ts'
import type { Db } from '../store/open.ts'
import { addWaits, removeWaits } from '../store/rule-waits.ts'

/** When an alarm that is raised since a moment gets its ticket from a rule. */
export const dueAfter = (since: Date, { waitSeconds }: Pick<StoredRule, 'waitSeconds'>) =>
  new Date(since.getTime() + waitSeconds * 1_000)

/**
 * New, changed and raised again; what a source only says again is no news, so that a rule that was just saved does not act on
 * what is there already.
 */
const isNews = ({ state, outcome, ticketId }: SavedAlarm) =>
  state === 'raised' && ticketId === null && outcome !== 'unchanged'

const hasCleared = ({ state, before }: SavedAlarm) => state === 'cleared' && before === 'raised'

/**
 * Lets alarms that were just stored wait for the rule that they belong to, in the transaction that stores them. One that
 * clears waits no longer. Answers whether any began to wait.
 */
export async function awaitRules(
  deps: Deps,
  tx: Db,
  of: { workspaceId: string; items: SavedAlarm[]; rows: Map<string, NewAlarm>; at: Date },
): Promise<boolean> {
  const { workspaceId, items, rows, at } = of
  await removeWaits(
    tx,
    items.filter(hasCleared).map(({ id }) => id),
  )
  const news = items.filter(isNews)
  const rules = news.length > 0 ? await listRules(tx, workspaceId) : []
  const waits = news.flatMap(({ id, source, key }) => {
    const alarm = rows.get(key)?.alarm
    const rule = alarm && ruleFor({ id, source, alarm } satisfies RuledAlarm, rules)
    return rule ? [{ findingId: id, workspaceId, ruleId: rule.id, since: at, dueAt: dueAfter(at, rule) }] : []
  })
  if ((await addWaits(tx, waits)) === 0) return false
  await addRuleJobs(tx, deps.jobs, { workspaceId, at: waits.map(({ dueAt }) => dueAt) })
  return true
}
