import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import {
  changeOperator as changeRow,
  findOperator,
  insertOperator,
  lockOperator,
  operatorView,
  removeOperator as removeRow,
  type Operator,
  type OperatorView,
} from '../store/operators.ts'
import { violatedConstraint } from '../store/violation.ts'
import { createToken, withdrawToken } from './tokens.ts'

/** What an administrator says of an operator; absent stays, and a new one has none of it. */
export interface OperatorFields {
  name?: string | undefined
  /** Null: the name. */
  displayName?: string | null | undefined
  contactUuid?: string | null | undefined
  owner?: string | null | undefined
  grt?: string | null | undefined
  emails?: string[] | undefined
  requestsPerMinute?: number | undefined
}

/** Registers a partner. */
export async function addOperator(
  deps: Deps,
  actor: Actor,
  fields: OperatorFields & { name: string; emails: string[]; requestsPerMinute: number },
): Promise<OperatorView> {
  const id = deps.ctx.newId()
  const { name, displayName, contactUuid = null, owner = null, grt = null } = fields
  const { emails, requestsPerMinute } = fields
  const row = { name, displayName: displayName ?? name, contactUuid, owner, grt, emails, requestsPerMinute }
  await named(name, () =>
    transact(deps.store.db, async (tx) => {
      const { workspaceId } = actor
      await insertOperator(tx, { id, workspaceId, createdAt: deps.ctx.now(), removedAt: null, ...row })
      await record(within(deps, tx), actor, {
        action: 'operator.created',
        target: { id, name },
        after: row,
      })
      await log(deps, tx, { actor, message: `${actor.name} registered the operator ${name}.` })
    }),
  )
  return viewOf(deps, actor, id)
}

export async function changeOperator(
  deps: Deps,
  actor: Actor,
  of: { id: string; change: OperatorFields },
): Promise<OperatorView> {
  const { id, change } = of
  await named(change.name ?? '', () =>
    transact(deps.store.db, async (tx) => {
      const before = await lockOperator(tx, actor.workspaceId, id)
      if (!before) throw notFound('operator')
      const after = changed(before, change)
      await changeRow(tx, id, after)
      await record(within(deps, tx), actor, {
        action: 'operator.changed',
        target: before,
        before: { ...before },
        after: { ...before, ...after },
      })
      await log(deps, tx, { actor, message: `${actor.name} changed the operator ${before.name}.` })
    }),
  )
  return viewOf(deps, actor, id)
}

function changed(before: Operator, change: OperatorFields): Partial<Operator> {
  const given = Object.entries({
    ...change,
    displayName: change.displayName === null ? (change.name ?? before.name) : change.displayName,
  }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given)
}

/**
 * Takes an operator out of use, with its tokens and webhooks. Its tickets and services stay.
 * @param of.force also while it has open tickets: the desk goes on with them, but nobody else can
 * @throws {Refusal} while it has open tickets, without `force`
 */
export async function removeOperator(
  deps: Deps,
  actor: Actor,
  of: { id: string; force: boolean },
): Promise<Pick<OperatorView, 'tokens' | 'openTickets' | 'services'>> {
  return transact(deps.store.db, async (tx) => {
    const operator = await lockOperator(tx, actor.workspaceId, of.id)
    const view = operator && (await operatorView(tx, actor.workspaceId, of.id))
    if (!view) throw notFound('operator')
    const { name, tokens, openTickets, services } = view
    if (openTickets > 0 && !of.force) throw stillOpen(name, openTickets)
    await removeRow(tx, of.id, deps.ctx.now())
    await record(within(deps, tx), actor, {
      action: 'operator.removed',
      target: operator,
      before: { tokens, openTickets, services },
    })
    const rest = openTickets > 0 ? ` ${tickets(openTickets)} of it stay with the desk.` : ''
    await log(deps, tx, { actor, message: `${actor.name} removed the operator ${name}.${rest}` })
    return { tokens, openTickets, services }
  })
}

const tickets = (count: number) =>
  count === 1 ? '1 open ticket' : `${count.toLocaleString('en')} open tickets`

const stillOpen = (name: string, count: number) =>
  new Refusal(
    'conflict',
    `${name} has ${tickets(count)}. Close ${count === 1 ? 'it' : 'them'} first, or add ?force=true: what is open stays then, and only the desk can go on with it.`,
  )

/** Makes a token with which a program of the operator signs in. Its text is answered only here. */
export async function addOperatorToken(
  deps: Deps,
  actor: Actor,
  of: { operatorId: string; name: string; email: string | null; expiresInDays: number | null },
) {
  return transact(deps.store.db, async (tx) => {
    const operator = await lockOperator(tx, actor.workspaceId, of.operatorId)
    if (!operator) throw notFound('operator')
    const inside = within(deps, tx)
    const created = await createToken(inside, actor, { ...of, scopes: [] })
    const message = `${actor.name} made the token ${of.name} (${created.prefix}…) for the operator ${operator.name}.`
    await log(deps, tx, { actor, message })
    return created
  })
}

/** Takes an operator’s token out of use at once. */
export async function withdrawOperatorToken(
  deps: Deps,
  actor: Actor,
  of: { operatorId: string; id: string },
): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const operator = await findOperator(tx, actor.workspaceId, of.operatorId)
    if (!operator) throw notFound('operator')
    await withdrawToken(within(deps, tx), actor, of)
    await log(deps, tx, {
      actor,
      message: `${actor.name} withdrew a token of the operator ${operator.name}.`,
    })
  })
}

async function viewOf(deps: Deps, { workspaceId }: Actor, id: string): Promise<OperatorView> {
  const view = await operatorView(deps.store.db, workspaceId, id)
  if (!view) throw notFound('operator')
  return view
}

/** @throws {Refusal} where another operator has the name */
async function named(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (violatedConstraint(error) !== 'operators_name') throw error
    const message = `another name: ${name} is taken, and capitals make no difference`
    const errors = [{ field: 'name', message }]
    throw new Refusal('conflict', `There is an operator ${name} already. Nothing was changed.`, { errors })
  }
}

function log(deps: Deps, tx: Db, { actor, message }: { actor: Actor; message: string }): Promise<void> {
  const entry = { id: deps.ctx.newId(), workspaceId: actor.workspaceId, at: deps.ctx.now() }
  return addLogEntry(tx, { ...entry, level: 'info', message })
}
