import { aliasHour } from '../domain/alias.ts'
import type { Actor } from '../domain/actor.ts'
import type { Deps } from '../deps.ts'
import { lockAliases, nextAliases } from '../store/alias-counters.ts'
import {
  highestRunNumber,
  runsNamed,
  runViews,
  saveRuns,
  ticketedRuns,
  type DiagnosticRun,
  type RunView,
} from '../store/diagnostic-runs.ts'
import { transact, type Db } from '../store/open.ts'
import { servicesNamed, type Service } from '../store/services.ts'
import { isChanged, meantRun, saidRun, wrong, type GivenRun } from './run-change.ts'
import { giveNumbers, orRefused, shownAs, writtenOf, type Taken } from './taken.ts'

/** Stores diagnostic runs, or brings those that are there up to date (DX27). Each is taken or refused by itself. */
export async function takeRuns(deps: Deps, actor: Actor, given: GivenRun[]): Promise<Taken<RunView>[]> {
  const { workspaceId } = actor
  const taken = await transact(deps.store.db, async (tx) => {
    await lockAliases(tx, { workspaceId, letter: 'D' })
    const known = await runsNamed(tx, workspaceId, {
      numbers: given.flatMap(({ id }) => id ?? []),
      aliases: given.flatMap(({ alias }) => alias ?? []),
    })
    const services = await servicesNamed(
      tx,
      workspaceId,
      given.flatMap(({ service }) => service ?? []),
    )
    const ticketed = await ticketedRuns(tx, moving(given, { known, services }))
    const all = given.map((one) => orRefused(() => take(deps, actor, { one, known, services, ticketed })))
    const written = writtenOf(all)
    await nameNew(tx, { written, workspaceId, hour: aliasHour(deps.ctx.now()) })
    await saveRuns(tx, written)
    const ids = all.flatMap((one) => (one.outcome === 'refused' ? [] : [one.item.id]))
    return shownAs(all, await runViews(tx, workspaceId, ids))
  })
  if (taken.some(({ outcome }) => outcome === 'created' || outcome === 'updated'))
    deps.live.publish(workspaceId, { topic: 'diagnostics' })
  return taken
}

interface Known {
  known: DiagnosticRun[]
  services: Service[]
}

/** Runs that are there and are to be of another service. */
function moving(given: GivenRun[], { known, services }: Known): string[] {
  return given.flatMap(({ id, alias, service }) => {
    const run = known.find((one) => one.number === id || one.alias === alias)
    if (!run || service === undefined) return []
    return serviceNamed(services, service)?.id === run.serviceId ? [] : [run.id]
  })
}

/** A uuid goes before an alias. */
const serviceNamed = (services: Service[], ref: string | null) =>
  services.find(({ uuid }) => uuid === ref) ?? services.find(({ alias }) => alias === ref)

function serviceIdOf({ service }: GivenRun, services: Service[]): string | null | undefined {
  if (service == null) return service
  const found = serviceNamed(services, service)
  if (!found)
    throw wrong('service', 'the uuid or the alias of a service that is registered here; register it first')
  return found.id
}

/** @param of.known grows by what is new, so that the same run may come twice */
function take(
  { ctx }: Deps,
  { workspaceId }: Actor,
  { one, known, services, ticketed }: Known & { one: GivenRun; ticketed: Set<string> },
): Taken<DiagnosticRun> {
  const now = ctx.now()
  const before = meantRun(one, known)
  const serviceId = serviceIdOf(one, services)
  const next = saidRun(before, { ...one, serviceId }, before !== undefined && ticketed.has(before.id))
  if (before) {
    if (!isChanged(before, next)) return { outcome: 'unchanged', item: before }
    return { outcome: 'updated', item: Object.assign(before, next, { updatedAt: now }) }
  }
  const item = {
    id: ctx.newId(),
    workspaceId,
    number: one.id ?? 0,
    alias: one.alias ?? '',
    ...next,
    createdAt: now,
    updatedAt: now,
  }
  known.push(item)
  return { outcome: 'created', item }
}

/** Gives the new ones what they came without. */
async function nameNew(
  tx: Db,
  { written, workspaceId, hour }: { written: DiagnosticRun[]; workspaceId: string; hour: string },
): Promise<void> {
  const numberless = written.filter(({ number }) => number === 0)
  if (numberless.length > 0) {
    const given = Math.max(...written.map(({ number }) => number))
    giveNumbers(numberless, Math.max(given, await highestRunNumber(tx, workspaceId)))
  }
  const nameless = written.filter(({ alias }) => alias === '')
  if (nameless.length === 0) return
  const aliases = await nextAliases(
    tx,
    { workspaceId, letter: 'D' },
    {
      hour,
      wanted: nameless.length,
      async taken(some) {
        const stored = await runsNamed(tx, workspaceId, { numbers: [], aliases: some })
        return new Set([...stored, ...written].map(({ alias }) => alias))
      },
    },
  )
  for (const [place, row] of nameless.entries()) row.alias = aliases[place] ?? ''
}
