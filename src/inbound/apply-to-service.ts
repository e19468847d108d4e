import { addServiceEvent } from '../service-tickets/add-service-event.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { fromTracker } from '../domain/forwarded.ts'
import { mapStatus, type StatusTables } from '../domain/status.ts'
import type { Issue } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import type { Db } from '../store/open.ts'
import { askForClearCode } from '../store/service-facts.ts'
import { serviceTicketView } from '../store/service-views.ts'
import { findWorkspace } from '../store/workspaces.ts'
import type { Outcome } from './link-outcome.ts'
import { addNotes } from './store-outcomes.ts'

/**
 * Does on service tickets what their forwarded issue’s new status means (DX33): the tracker’s word becomes an event of the desk, within the
 * transaction that takes it over.
 */
export async function applyToService(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; issue: Issue; outcomes: Outcome[]; tables: StatusTables },
): Promise<void> {
  const { connection, issue, tables } = of
  const raw = issue.status
  if (!raw || of.outcomes.length === 0) return
  const { workspaceId } = connection
  const workspace = await findWorkspace(tx, workspaceId)
  const rule = workspace?.settings.clearCodes ?? {}
  const inside: Deps = within(deps, tx)
  for (const { link, ticket } of of.outcomes) {
    // Its status is what the tracker said last, and was dealt with.
    if (!ticket || link.rawStatus === raw.name) continue
    const mapped = mapStatus(raw, tables, ticket.statusCategory)
    const view = await serviceTicketView(tx, { workspaceId, operatorId: undefined }, { ticketId: ticket.id })
    if (!view || !mapped.mapped) continue
    const { value, reason } = fromTracker(view.status, { category: mapped.value, name: raw.name }, rule)
    await askForClearCode(tx, ticket.id, value === 'ask for a clear code')
    await addNotes(deps, tx, [{ link, notes: [{ kind: 'sync', text: textOf(value), reason }] }])
    if (typeof value === 'string') continue
    const actor = trackerActor(connection)
    await addServiceEvent(inside, actor, { ref: { ticketId: ticket.id }, comment: null, ...value })
  }
}

function textOf(value: ReturnType<typeof fromTracker>['value']): string {
  if (value === 'nothing') return 'The issue’s status changes nothing here.'
  return typeof value === 'string'
    ? 'The issue is done: the ticket waits for a clear code.'
    : `Because of the issue: ${value.status}.`
}

/** Who acts for the tracker. It needs no rights: whoever switched the forwarding on had them. */
const trackerActor = ({ id, workspaceId, name }: Connection): Actor => ({
  id: `connection:${id}`,
  name,
  email: null,
  workspaceId,
  role: 'tracker',
  rights: [],
})
