import type { Actor } from '../domain/actor.ts'
import type { StoredRule } from '../store/alarm-rules.ts'

/** A rule that acts, in its workspace. */
export interface RuleOf {
  workspaceId: string
  rule: StoredRule
}

/** Who a rule’s tickets are created by. It needs no rights: whoever saved the rule had them. */
export const ruleActor = ({ workspaceId, rule }: RuleOf): Actor => ({
  id: `rule:${rule.id}`,
  name: `rule “${rule.name}”`,
  email: null,
  workspaceId,
  role: 'rule',
  rights: [],
})
