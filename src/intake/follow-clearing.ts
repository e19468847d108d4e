import { follows } from '../connections/follows.ts'
import type { Deps } from '../deps.ts'
import { closesTicket, turnInWords, type ClearingRule, type Turn } from '../domain/clearing.ts'
import { keepsFinding } from '../domain/ticket.ts'
import { workflowOf } from '../domain/workflow.ts'
import { alarmSourceOf } from '../store/alarm-sources.ts'
import { raisedAlarmsOf, type SavedAlarm } from '../store/alarms.ts'
import { findConnection } from '../store/connections.ts'
import { insertDelivery } from '../store/deliveries.ts'
import { linkOfTicket } from '../store/links.ts'
import type { Db } from '../store/open.ts'
import { addEvent, lockTicket, setTicketStatus } from '../store/tickets.ts'

type Ticket = NonNullable<Awaited<ReturnType<typeof lockTicket>>>

/** An alarm that went from raised to cleared or back; said again, it is none. */
const hasTurned = ({ before, state, ticketId }: SavedAlarm) =>
  ticketId !== null && before !== null && before !== state

/**
 * Does to the tickets of alarms what the source’s rule says about clearing (BX26), in the transaction that stores the alarms:
 * each clearing counts once. Answers the tickets that were touched.
 *
 * @param of.titles of the alarms, by their keys
 */
export async function followClearing(
  deps: Deps,
  tx: Db,
  of: { workspaceId: string; source: string; items: SavedAlarm[]; titles: Map<string, string>; at: Date },
): Promise<string[]> {
  const turned = of.items.filter(hasTurned)
  if (turned.length === 0) return []
  const rule = (await alarmSourceOf(tx, of.workspaceId, of.source))?.onClear ?? 'nothing'
  if (rule === 'nothing') return []
  const byTicket = Map.groupBy(turned, ({ ticketId }) => ticketId ?? '')
  // Always in the same order, so that two who bring alarms of the same tickets do not wait for each other for ever.
  const ticketIds = [...byTicket.keys()].toSorted()
  for (const ticketId of ticketIds) {
    for (const to of ['raised', 'cleared'] as const) {
      const items = byTicket.get(ticketId)?.filter(({ state }) => state === to) ?? []
      // Locked before its alarms are counted: who clears the last one sees that it is the last one.
      const ticket = items.length > 0 ? await lockTicket(tx, of.workspaceId, ticketId) : undefined
      if (!ticket || ticket.removed) continue
      const titles = items.map(({ key }) => of.titles.get(key) ?? key)
      const stillRaised = await raisedAlarmsOf(tx, of.workspaceId, ticketId)
      await turn(deps, tx, { ticket, rule, source: of.source, turn: { to, titles, stillRaised, at: of.at } })
    }
  }
  return ticketIds
}

interface Turning {
  ticket: Ticket
  rule: ClearingRule
  source: string
  turn: Turn
}

async function turn(deps: Deps, tx: Db, of: Turning): Promise<void> {
  const { ticket, rule, source } = of
  await say(deps, tx, of)
  const workflow = workflowOf(ticket.type)
  const input = { source, onClear: rule, stillRaised: of.turn.stillRaised }
  if (closesTicket(rule, of.turn) && ticket.statusCategory !== 'Closed') {
    await move(deps, tx, {
      ticket,
      status: workflow.defaults.Closed,
      reopensAs: ticket.status,
      text: 'Closed: every alarm of this ticket is cleared.',
      reason: {
        rule: 'close when cleared',
        because: `The source ${source} closes a ticket when its alarms are cleared.`,
        input,
      },
    })
  }
  if (of.turn.to === 'raised' && ticket.reopensAs !== null) {
    await move(deps, tx, {
      ticket,
      status: ticket.reopensAs,
      text: `${ticket.reopensAs} again: the alarm whose clearing closed the ticket was raised again.`,
      reason: {
        rule: 'reopen when raised again',
        because: 'The ticket was closed by the clearing of its alarm and by nobody else.',
        input,
      },
    })
  }
}

/** On the timeline, and in the tracker where its issue can be commented on. */
async function say(deps: Deps, tx: Db, { ticket, source, turn: what }: Turning): Promise<void> {
  const { workspaceId, id: ticketId } = ticket
  const text = turnInWords(what)
  const connectionId = await commentable(deps, tx, ticketId)
  const row = { id: deps.ctx.newId(), workspaceId, ticketId }
  await addEvent(tx, { ...row, at: what.at, kind: connectionId ? 'comment' : 'alarm', actor: source, text })
  if (!connectionId) return
  const comment = { text, author: source }
  const delivery = { ...row, id: deps.ctx.newId(), connectionId, comment, at: what.at }
  await insertDelivery(tx, deps.jobs, { ...delivery, kind: 'comment' })
}

/** The connection through which the ticket’s issue can be commented on. One that only creates takes no comments either. */
async function commentable(deps: Deps, tx: Db, ticketId: string): Promise<string | undefined> {
  const link = await linkOfTicket(tx, ticketId)
  if (!link || link.state === 'gone') return undefined
  const connection = await findConnection(tx, link.connectionId)
  if (!connection || connection.state === 'disconnected' || !follows(deps, connection)) return undefined
  return connection.id
}

async function move(
  deps: Deps,
  tx: Db,
  of: { ticket: Ticket; status: string; reopensAs?: string; text: string; reason: object },
): Promise<void> {
  const { ticket, status, reopensAs, text, reason } = of
  const category = workflowOf(ticket.type).statuses[status] ?? 'New'
  const at = deps.ctx.now()
  const open = keepsFinding(ticket.type, category)
  await setTicketStatus(tx, ticket, { status, category, open, at, ...(reopensAs ? { reopensAs } : {}) })
  const event = { id: deps.ctx.newId(), workspaceId: ticket.workspaceId, ticketId: ticket.id, at }
  await addEvent(tx, { ...event, kind: 'status', actor: 'hub', text, reason })
}
