import type { Deps } from '../deps.ts'
import { unfilled } from '../domain/needed-field.ts'
import type { Account, Tracker } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import { changeRoute, findRoute, type RouteRow } from '../store/routes.ts'
import { trackerOf } from './tracker-of.ts'

/** What an account's check says about the destination it was given. */
export function findingsAbout(account: Account): Pick<RouteRow, 'problems' | 'needs'> {
  const lacking = account.rights.filter(({ required, granted }) => required && !granted)
  const problems = [
    ...account.problems,
    ...lacking.map(({ right, howToGrant }) => ({
      field: '',
      message: `The right “${right}” is missing. ${howToGrant}`,
    })),
  ]
  return { problems, needs: account.needs }
}

/** What the tracker calls the values of a destination that are ids, as far as its places tell. */
export function namesOf(
  { places }: Account,
  destination: Record<string, unknown>,
  given: Record<string, string>,
): Record<string, string> {
  const known = Object.entries(destination).flatMap(([field, value]) => {
    const place = places.find((one) => one.value === value && one.label !== one.value)
    return place ? [[field, place.label]] : []
  })
  const chosen = Object.entries(given).filter(([field]) => field in destination)
  return { ...Object.fromEntries(chosen), ...Object.fromEntries(known) }
}

/**
 * Looks in the tracker whether a route can be used, before a ticket is tried along it: whether project and path are
 * still there, the type is allowed, the required fields have values. What waited for a route that can be used goes on.
 * @throws {ProviderError} when the tracker cannot be asked; nothing is changed then
 */
export async function checkRoute(
  deps: Deps,
  connection: Connection,
  of: { route: RouteRow; tracker?: Tracker },
): Promise<Account> {
  const tracker = of.tracker ?? trackerOf(deps, connection)
  const account = await tracker.check(of.route.destination)
  const names = namesOf(account, of.route.destination, of.route.names)
  await recordCheck(deps, { connection, route: of.route, found: { ...findingsAbout(account), names } })
  return account
}

const usable = (route: Pick<RouteRow, 'problems' | 'needs' | 'fields'>) =>
  route.problems.length === 0 && unfilled(route.needs, route.fields).length === 0

async function recordCheck(
  deps: Deps,
  of: {
    connection: Connection
    route: RouteRow
    found: Pick<RouteRow, 'problems' | 'needs' | 'names'>
  },
): Promise<void> {
  const { connection, route, found } = of
  const { workspaceId } = connection
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    await changeRoute(tx, route.id, { ...found, checkedAt: now, updatedAt: now })
    const after = await findRoute(tx, route.id)
    if (!after) return
    if (usable(after)) {
      await releaseWaiting(tx, deps.jobs, { connectionId: connection.id, routeId: route.id, now })
      return
    }
    if (!usable(route)) return
    const [problem] = found.problems
    const missing = unfilled(found.needs, after.fields).map(({ name }) => `“${name}”`)
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId,
      at: now,
      connectionId: connection.id,
      level: 'error',
      message: `A route of ${connection.name} cannot be used any more: ${problem?.message ?? `it needs ${missing.join(', ')}.`}`,
    })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'connections', id: connection.id })
}
