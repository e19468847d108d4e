import { aliasHour } from '../domain/alias.ts'
import type { Actor } from '../domain/actor.ts'
import type { Deps } from '../deps.ts'
import { lockAliases, nextAliases } from '../store/alias-counters.ts'
import { transact, type Db } from '../store/open.ts'
import { operatorsNamed, type Operator } from '../store/operators.ts'
import {
  highestServiceNumber,
  saveServices,
  servicesNamed,
  serviceViews,
  type Service,
  type ServiceView,
} from '../store/services.ts'
import { checkServiceAlias, operatorOf, serviceChange, type GivenService } from './service-change.ts'
import { giveNumbers, orRefused, shownAs, writtenOf, type Taken } from './taken.ts'

/** Registers services, or brings those that are there up to date (DX27). Each is taken or refused by itself. */
export async function takeServices(
  deps: Deps,
  actor: Actor,
  given: GivenService[],
): Promise<Taken<ServiceView>[]> {
  const { workspaceId } = actor
  const taken = await transact(deps.store.db, async (tx) => {
    const named = { workspaceId, letter: 'S' as const }
    await lockAliases(tx, named)
    const refs = given.flatMap(({ uuid, alias }) => [uuid, alias ?? []].flat())
    const known = await servicesNamed(tx, workspaceId, refs)
    const operators = await operatorsNamed(tx, workspaceId, {
      ids: given.flatMap(({ operatorId }) => operatorId ?? []),
      names: given.flatMap(({ operator }) => operator ?? []),
    })
    const all = given.map((one) => orRefused(() => take(deps, actor, { one, known, operators })))
    const written = writtenOf(all)
    await nameNew(tx, { written, workspaceId, hour: aliasHour(deps.ctx.now()) })
    await saveServices(tx, written)
    return shownAs(all, await serviceViews(tx, workspaceId, idsOf(all)))
  })
  if (taken.some(({ outcome }) => outcome === 'created' || outcome === 'updated'))
    deps.live.publish(workspaceId, { topic: 'diagnostics' })
  return taken
}

const idsOf = (all: Taken<Service>[]) =>
  all.flatMap((one) => (one.outcome === 'refused' ? [] : [one.item.id]))

/** @param of.known grows by what is new, so that the same service may come twice */
function take(
  { ctx }: Deps,
  { workspaceId }: Actor,
  { one, known, operators }: { one: GivenService; known: Service[]; operators: Operator[] },
): Taken<Service> {
  const now = ctx.now()
  const before = known.find(({ uuid }) => uuid === one.uuid)
  const owner = known.find(({ alias }) => alias !== '' && alias === one.alias)
  checkServiceAlias(one, { before, owner })
  const operatorId = operatorOf(one, operators)
  if (before) {
    const change = serviceChange(before, { ...one, operatorId })
    if (Object.keys(change).length === 0) return { outcome: 'unchanged', item: before }
    return { outcome: 'updated', item: Object.assign(before, change, { updatedAt: now }) }
  }
  const item = {
    id: ctx.newId(),
    workspaceId,
    number: 0,
    uuid: one.uuid,
    alias: one.alias ?? '',
    operatorId: operatorId ?? null,
    productName: one.productName ?? null,
    grt: one.grt ?? null,
    createdAt: now,
    updatedAt: now,
  }
  known.push(item)
  return { outcome: 'created', item }
}

/** Gives the new ones what they came without. */
async function nameNew(
  tx: Db,
  { written, workspaceId, hour }: { written: Service[]; workspaceId: string; hour: string },
): Promise<void> {
  const fresh = written.filter(({ number }) => number === 0)
  if (fresh.length === 0) return
  giveNumbers(fresh, await highestServiceNumber(tx, workspaceId))
  const nameless = fresh.filter(({ alias }) => alias === '')
  const aliases = await nextAliases(
    tx,
    { workspaceId, letter: 'S' },
    {
      hour,
      wanted: nameless.length,
      async taken(some) {
        const stored = await servicesNamed(tx, workspaceId, some)
        return new Set([...stored, ...fresh].map(({ alias }) => alias))
      },
    },
  )
  for (const [place, row] of nameless.entries()) row.alias = aliases[place] ?? ''
}
