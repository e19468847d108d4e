import type { Deps } from '../deps.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import { switchedOffCode } from '../domain/fault.ts'
import { ProviderError, type WebhookDeclaration } from '../providers/provider.ts'
import { changeConnection, findConnection, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { linkedIssues } from '../store/links.ts'
import { addLogEntry } from '../store/log.ts'
import { closeReceipts, waitingReceipts } from '../store/receipts.ts'
import { readIssues } from './read-issues.ts'
import { syncFailed } from '../connections/sync-state.ts'

const batch = 500
/** When the tracker could not be read, the hints wait this long. */
const againMs = 60_000

/**
 * Deals with the webhooks that wait for a connection: reads each linked issue that any of them names, once,
 * however many named it. What cannot be read now is kept and tried again.
 */
export async function processWebhooks(deps: Deps, connectionId: string): Promise<void> {
  const connection = await findConnection(deps.store.db, connectionId)
  const webhook = connection && deps.trackers.provider(connection.provider).webhook
  if (!connection || !webhook) return
  const receipts = await waitingReceipts(deps.store.db, connectionId, batch)
  if (receipts.length === 0) return
  const read = receipts.map(({ id, body }) => ({ id, hints: hintsOf(webhook, body) }))
  const unreadable = read.filter((receipt) => !receipt.hints).map((receipt) => receipt.id)
  if (unreadable.length > 0) await reportUnreadable(deps, connection, unreadable)

  const named = read.flatMap((receipt) => receipt.hints ?? []).map((hint) => hint.issueId)
  const linked = await linkedIssues(deps.store.db, connectionId, [...new Set(named)])
  const issueIds = linked.map((link) => link.issueId)
  const concerns = (receipt: (typeof read)[number]) =>
    receipt.hints?.some((hint) => issueIds.includes(hint.issueId))
  const ids = (those: typeof read) => those.map((receipt) => receipt.id)
  await closeReceipts(deps.store.db, ids(read.filter((one) => one.hints && !concerns(one))), 'ignored')
  await changeConnection(deps.store.db, connectionId, { lastWebhookAt: deps.ctx.now() })
  try {
    const isOff = connection.pauseFault?.code === switchedOffCode
    if (connection.state !== 'disconnected' && !isOff) {
      await readIssues(deps, connection, { tracker: trackerOf(deps, connection), issueIds })
    }
    await closeReceipts(deps.store.db, ids(read.filter((one) => concerns(one))), 'applied')
  } catch (error) {
    await syncFailed(deps, connection, error)
    const after = new Date(deps.ctx.now().getTime() + againMs)
    await addJob(deps.store.db, deps.jobs, {
      name: 'webhooks',
      data: { connectionId },
      key: connectionId,
      after,
    })
    return
  }
  if (receipts.length === batch) await processWebhooks(deps, connectionId)
}

function hintsOf(webhook: WebhookDeclaration, body: string) {
  try {
    return webhook.parse(body)
  } catch (error) {
    if (error instanceof ProviderError) return undefined
    throw error
  }
}

async function reportUnreadable(deps: Deps, connection: Connection, ids: string[]): Promise<void> {
  await closeReceipts(deps.store.db, ids, 'unreadable')
  await addLogEntry(deps.store.db, {
    id: deps.ctx.newId(),
    workspaceId: connection.workspaceId,
    at: deps.ctx.now(),
    connectionId: connection.id,
    level: 'warning',
    message: `${ids.length} signed webhook(s) of ${connection.name} could not be understood; the next poll makes up for them.`,
  })
}
