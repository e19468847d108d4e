import type { Deps } from '../deps.ts'
import { groupKeyOf, ruleFor, ruleMatches, type RuleScope } from '../domain/alarm-rule.ts'
import { listRules, type StoredRule } from '../store/alarm-rules.ts'
import { freeAlarms, type FreeAlarm } from '../store/rule-waits.ts'

const pageSize = 500

/** A preview looks at so many of the newest alarms. */
export const mostSurveyed = 5_000

export interface Survey {
  /** Those that the rule would have, the newest first. */
  alarmIds: string[]
  /** Into how many tickets they would go. */
  tickets: number
  /** Those that match too, but that a rule before it has. */
  takenBefore: number
  /** False where there are more alarms than were looked at. */
  complete: boolean
}

/** All raised alarms without a ticket that wait for no rule, page by page. */
export async function* freeAlarmPages(
  deps: Deps,
  workspaceId: string,
  source: string | null,
): AsyncGenerator<FreeAlarm[]> {
  let before: string | undefined
  for (;;) {
    const page = await freeAlarms(deps.store.db, workspaceId, { source, before, limit: pageSize })
    if (page.length > 0) yield page
    before = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

/**
 * What a rule would do to the alarms that are raised now. Changes nothing.
 *
 * @param of.id the stored rule that this would replace; without one it would be the last
 */
export async function surveyAlarms(
  deps: Deps,
  workspaceId: string,
  of: { id: string | undefined; scope: RuleScope },
): Promise<Survey> {
  const { id, scope } = of
  const earlier = rulesBefore(await listRules(deps.store.db, workspaceId), id)
  const alarmIds: string[] = []
  const groups = new Set<string>()
  let [takenBefore, seen] = [0, 0]
  for await (const page of freeAlarmPages(deps, workspaceId, scope.source)) {
    for (const alarm of page.filter((one) => ruleMatches(scope, one))) {
      if (ruleFor(alarm, earlier)) {
        takenBefore += 1
        continue
      }
      alarmIds.push(alarm.id)
      groups.add(groupKeyOf(scope, alarm))
    }
    seen += page.length
    if (seen >= mostSurveyed) break
  }
  return { alarmIds, tickets: groups.size, takenBefore, complete: seen < mostSurveyed }
}

function rulesBefore(rules: StoredRule[], id: string | undefined): StoredRule[] {
  const place = rules.findIndex((rule) => rule.id === id)
  return place === -1 ? rules : rules.slice(0, place)
}
