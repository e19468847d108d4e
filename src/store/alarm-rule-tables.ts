import type { Matcher, RuleTicket } from '../domain/alarm-rule.ts'
import type { Json } from './json-column.ts'

export interface AlarmRulesTable {
  id: string
  workspaceId: string
  name: string
  /** The first rule that matches an alarm has it. */
  position: number
  enabled: boolean
  /** Null: any source. */
  source: string | null
  matchers: Json<Matcher[]>
  waitSeconds: number
  groupBy: Json<string[]>
  ticket: Json<RuleTicket>
  /** Why it could not create a ticket lately. */
  problem: string | null
  createdAt: Date
  updatedAt: Date
}

/** An alarm that a rule will give a ticket, unless it clears before. */
export interface RuleWaitsTable {
  findingId: string
  workspaceId: string
  ruleId: string
  since: Date
  dueAt: Date
  /** How often its ticket could not be created. */
  attempts: number
}

/** The ticket that alarms of a rule with the same values share. */
export interface AlarmGroupsTable {
  ruleId: string
  groupKey: string
  ticketId: string | null
  /** Until then one process alone makes or chooses the ticket. */
  leasedUntil: Date
}
