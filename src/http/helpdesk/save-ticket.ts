import type { Deps } from '../../deps.ts'
import type { Answers } from '../../desk/support-link/answers.ts'
import { setIssueLink } from '../../desk/support-link/set-issue-link.ts'
import { changeSupportTicket } from '../../desk/support/change-support-ticket.ts'
import { createSupportTicket } from '../../desk/support/create-support-ticket.ts'
import type { SupportChange } from '../../desk/support/support-change.ts'
import type { Actor } from '../../domain/actor.ts'
import type { ListName } from '../../domain/help-desk-list.ts'
import { Refusal } from '../../domain/refusal.ts'
import { aliasOf, numberOf } from '../../domain/ticket.ts'
import { entriesOf, entryOf } from '../../store/help-desk-lists.ts'
import type { SupportTicketView } from '../../store/support-views.ts'
import { supportTicketOf } from '../v1/support-ticket-ref.ts'
import { BadDocument, type Element } from './document.ts'
import { readTicket, type TicketWish } from './read-ticket.ts'
import { ticketDocument, type TicketDocument } from './ticket-document.ts'
import { fold, nameOf } from './ticket-members.ts'

interface SaveInput {
  /** The document. */
  root: Element
  /** Absent: a new one. */
  ticket?: SupportTicketView
  /** A new issue is wanted even if the ticket has one. */
  force: boolean
  /** How the tracker is asked, which no transaction waits for. */
  answers: Answers
}

/**
 * Creates or changes a ticket as a document says, with its link (C58–C64). All of it or nothing: the caller has a transaction open.
 * @throws {BadDocument} for a document that cannot be meant
 * @throws {Refusal} naming the elements that are wrong
 */
export async function saveTicket(
  deps: Deps,
  actor: Actor,
  input: SaveInput,
): Promise<{ alias: string; document: TicketDocument }> {
  const { db } = deps.store
  const { workspaceId } = actor
  const fields = await entriesOf(db, workspaceId, 'fields')
  const wish = readTicket(input.root, fields)
  if (input.ticket) checkSame(wish, input.ticket)
  const change = await agreed(deps, actor, wish)
  const { id } = await inItsWords(wish, () =>
    input.ticket
      ? changeSupportTicket(deps, actor, { ticketId: input.ticket.id, change })
      : createSupportTicket(deps, actor, { ...change, title: change.title ?? '' }),
  )
  await link(deps, actor, {
    ticketId: id,
    wish,
    isNew: !input.ticket,
    force: input.force || wish.force,
    answers: input.answers,
  })
  const saved = await supportTicketOf(deps, actor, id)
  const document = ticketDocument(saved, fields)
  if (wish.warnings.length > 0) document['Warnings'] = { Warning: wish.warnings }
  return { alias: aliasOf(saved.number), document }
}

/** What a document says of itself may not be another ticket than that of the address. */
function checkSame({ is, sentAs }: TicketWish, { id, number }: SupportTicketView): void {
  const refuse = (field = '') => {
    const errors = [{ field, message: 'that of the ticket in the address, or absent' }]
    throw new BadDocument('The document is about another ticket than the address.', errors)
  }
  const isThis = (said: string) => said.toLowerCase() === id || numberOf(said) === number
  if (is.id && !isThis(is.id)) refuse(sentAs['id'])
  if (is.number && !isThis(is.number)) refuse(sentAs['number'])
}

const pairs = [
  ['type', 'types'],
  ['status', 'statuses'],
  ['product', 'products'],
  ['version', 'versions'],
  ['customer', 'customers'],
] as const satisfies [string, ListName][]

/** Who sends back what was told names the same thing by its id and its name: that is once. */
async function agreed(deps: Deps, { workspaceId }: Actor, wish: TicketWish): Promise<SupportChange> {
  const change = { ...wish.change }
  for (const [noun, list] of pairs) {
    const [byId, byName] = [`${noun}Id`, `${noun}Name`] as const
    const [id, name] = [change[byId]?.trim(), change[byName]?.trim()]
    if (id === undefined || name === undefined) continue
    const isUuid = /^[\da-f-]{36}$/iu.test(id)
    const entry = isUuid ? await entryOf(deps.store.db, workspaceId, { list, id }) : undefined
    if (id === '' ? name !== '' : entry?.name.toLowerCase() !== name.toLowerCase()) {
      const message = `the name of what ${wish.sentAs[byId]} names, or only one of the two`
      throw new BadDocument('Two elements do not agree.', [{ field: wish.sentAs[byName] ?? '', message }])
    }
    delete change[byName]
  }
  return change
}

/** A refusal names what the document calls it. */
async function inItsWords<T>({ sentAs }: TicketWish, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = error.errors.map(({ field, message }) => ({
      field: sentAs[field] ?? nameOf(field),
      message,
    }))
    const { ticket, fault } = error
    throw new Refusal(error.kind, error.message, { errors, ticket, ...(fault ? { fault } : {}) })
  }
}

async function link(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; wish: TicketWish; isNew: boolean; force: boolean; answers: Answers },
): Promise<void> {
  const { jiraKey } = of.wish
  // A new ticket has no link that could be taken away.
  if (jiraKey === undefined || (jiraKey === '' && of.isNew)) return
  const to = jiraKey === '' ? 'none' : fold(jiraKey) === 'newjiraissue' ? 'new' : { key: jiraKey }
  const { ticketId, force, answers } = of
  await inItsWords(of.wish, () => setIssueLink(deps, actor, { ticketId, to, force, answers }))
}
