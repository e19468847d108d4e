import { sql } from 'kysely'
import type { Finding, RunStatus } from '../domain/diagnostic-run.ts'
import type { Db } from './open.ts'
import {
  besideServiceTicket,
  isNamed,
  serviceColumns,
  type ServiceTicketRef,
  type ServiceTicketView,
} from './service-views.ts'

/** Whether the newest event of a ticket `st`, after the opening, is the operator’s. */
export const operatorSpoke = sql<boolean>`coalesce((
  select e.party = 'operator' and e.created_at > st.created_at from service_events e where e.ticket_id = st.ticket_id
  order by e.created_at desc, e.number desc limit 1), false)`

/** A service ticket with everything that the desk sees beside it. */
export interface ServiceSheet extends ServiceTicketView {
  operatorDisplayName: string
  operatorRemoved: boolean
  serviceNumber: number
  runStatus: RunStatus | null
  runFindings: Finding[] | null
  runStartedAt: Date | null
  runEndedAt: Date | null
  failedNotifications: number
  /** Whether the newest event, after the opening, is the operator’s. */
  operatorSpoke: boolean
}

export async function serviceSheet(
  db: Db,
  workspaceId: string,
  ref: ServiceTicketRef,
): Promise<ServiceSheet | undefined> {
  const { rows } = await sql<ServiceSheet>`
    select ${serviceColumns}, o.display_name as operator_display_name, o.removed_at is not null as operator_removed,
      s.number as service_number, r.status as run_status, r.findings as run_findings, r.started_at as run_started_at,
      r.ended_at as run_ended_at,
      (select count(*) from notifications n where n.ticket_id = st.ticket_id and n.state = 'failed') as failed_notifications,
      ${operatorSpoke} as operator_spoke
    from service_tickets st ${besideServiceTicket}
    where st.workspace_id = ${workspaceId}::uuid and ${isNamed(ref)}`.execute(db)
  return rows[0]
}
