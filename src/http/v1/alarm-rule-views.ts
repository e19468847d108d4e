import { scopeInWords } from '../../domain/alarm-rule.ts'
import type { RuleWithWaits } from '../../store/alarm-rules.ts'
import type { AlarmRule } from '../contract/alarm-rule.ts'

export function alarmRuleAnswer(rule: RuleWithWaits): AlarmRule {
  const { id, name, enabled, source, matchers, groupBy, waitSeconds, ticket, waiting, problem } = rule
  return {
    id,
    name,
    enabled,
    source,
    matchers,
    groupBy,
    waitSeconds,
    ticket,
    scope: scopeInWords(rule),
    waiting,
    problem,
    createdAt: rule.createdAt.toISOString(),
    updatedAt: rule.updatedAt.toISOString(),
  }
}
