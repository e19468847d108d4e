import { follows } from '../connections/follows.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { remedyOf } from '../domain/fault.ts'
import { Refusal } from '../domain/refusal.ts'
import { settleCreated } from '../outbound/settle.ts'
import { ProviderError, type Issue, type Provider } from '../providers/provider.ts'
import { findConnection, type Connection } from '../store/connections.ts'
import { hostOf } from '../store/secret-places.ts'
import { findTicket } from '../store/tickets.ts'
import { lockedDelivery } from './act-on-delivery.ts'
import { linkIssue } from './support-link/link-issue.ts'

/**
 * Ties a ticket whose creation is parked or failed to an issue that exists.
 * @param of.issue key, id or address of the issue
 * @throws {Refusal} when the tracker does not have it, or cannot be asked
 */
export async function linkExisting(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; issue: string },
): Promise<void> {
  const { db } = deps.store
  const delivery = await lockedDelivery(db, actor.workspaceId, {
    ticketId: of.ticketId,
    action: 'link-existing',
  })
  const ticket = await findTicket(db, actor.workspaceId, { id: of.ticketId })
  if (ticket?.type === 'support') return linkIssue(deps, actor, { ...of, instanceId: delivery.connectionId })
  const connection = await findConnection(db, delivery.connectionId)
  if (!connection || connection.state === 'disconnected') {
    throw new Refusal('conflict', 'The connection is disconnected, so the issue cannot be looked up.')
  }
  const issue = await lookUp(deps, connection, of.issue)
  await settleCreated(deps, { delivery, connection, issue, how: 'chosen', actor: actor.name })
  deps.jobs.wake('refresh')
}

/** The key or id that was meant; undefined for an address of another site. */
function referenceIn(provider: Provider, connection: Connection, text: string): string | undefined {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  const sites = hostOf(connection.config).split(' ')
  if (!sites.some((site) => url.href === site || url.href.startsWith(`${site}/`))) return undefined
  return provider.issueIn?.(url) ?? /([^/]+)\/*$/u.exec(url.pathname)?.[1]
}

/** A tracker that cannot be asked: the person who looked is believed. Without a page the tracker's own address has to do. */
function asTyped({ config }: Connection, text: string): Issue {
  if (!URL.canParse(text)) return { id: text, key: text, url: hostOf(config).split(' ')[0] ?? '', title: '' }
  const key = /([^/]+)\/*$/u.exec(new URL(text).pathname)?.[1] ?? text
  return { id: key, key, url: text, title: '' }
}

async function lookUp(deps: Deps, connection: Connection, text: string): Promise<Issue> {
  if (!follows(deps, connection)) return asTyped(connection, text)
  const provider = deps.trackers.provider(connection.provider)
  const reference = referenceIn(provider, connection, text)
  try {
    const { issues } = reference ? await trackerOf(deps, connection).read([reference]) : { issues: [] }
    if (issues[0]) return issues[0]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    throw new Refusal('unreachable', `${connection.name} could not be asked. ${remedyOf(fault)}`, {
      fault,
    })
  }
  throw new Refusal('invalid', `${connection.name} has no such issue.`, {
    errors: [
      { field: 'issue', message: 'the key, id or address of an issue that the integration user may see' },
    ],
  })
}
