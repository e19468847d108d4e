import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { remedies } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { formOf } from '../providers/form.ts'
import type { Account, Provider } from '../providers/provider.ts'
import {
  boundTo,
  changeConnection,
  findConnection,
  hostOf,
  insertConnection,
  saveAnchor,
  type Connection,
} from '../store/connections.ts'
import { connectionCounts } from '../store/connection-counts.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { violatedConstraint } from '../store/violation.ts'
import { invalidFields, readConfig, testConnection } from './test-connection.ts'

export interface ConnectionRequest {
  provider: string
  /** Absent for a new connection. */
  connectionId?: string | undefined
  name?: string | undefined
  config: Record<string, unknown>
  destination: Record<string, unknown>
}

/**
 * Save & Activate: tests the credentials, then stores them sealed and makes the connection the one that tickets
 * are created in (A6). Rotating a secret is the same call (A67); what waited for the connection goes on.
 * @throws {Refusal} when another connection is active, or when the test fails
 */
export async function saveConnection(
  deps: Deps,
  actor: Actor,
  request: ConnectionRequest,
): Promise<Connection> {
  const { provider, config, stored } = await readConfig(deps, actor, request)
  if (stored) await refuseMove(deps, stored, config)
  const destination = provider.destination.schema.safeParse({
    ...provider.destination.fromConfig(config),
    ...request.destination,
  })
  if (!destination.success) throw invalidFields('destination', destination.error)
  const account = await proven(deps, actor, {
    ...request,
    destination: destination.data as Record<string, unknown>,
  })
  const row = {
    ...sealed(deps, provider, { id: stored?.id ?? deps.ctx.newId(), config }),
    name: request.name ?? stored?.name ?? provider.about.title,
    state: 'active' as const,
    destination: destination.data as Record<string, unknown>,
    account: { name: account.name, expiresAt: account.expiresAt?.toISOString() ?? null },
    pausedSince: null,
    pausedUntil: null,
    pauseFault: null,
    syncFault: null,
    updatedAt: deps.ctx.now(),
  }
  try {
    await transact(deps.store.db, async (tx) => {
      await write(deps, tx, { actor, provider, row, stored })
      if (account.anchor) await saveAnchor(tx, { id: row.id, workspaceId: actor.workspaceId }, account.anchor)
    })
  } catch (error) {
    if (violatedConstraint(error) !== 'connections_one_active') throw error
    throw new Refusal('conflict', 'Another ticket provider is active in this workspace: disconnect it first.')
  }
  deps.jobs.wake('deliver')
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: row.id })
  const saved = await findConnection(deps.store.db, row.id)
  if (!saved) throw notFound('connection')
  return saved
}

/** Its tickets are linked to issues at the old address; under a new one their ids mean other issues. */
async function refuseMove(deps: Deps, stored: Connection, config: Record<string, unknown>): Promise<void> {
  if (hostOf(config) === hostOf(stored.config)) return
  const { linked } = await connectionCounts(deps.store.db, stored.id)
  if (linked === 0) return
  const changed = Object.keys(stored.config).filter((name) => config[name] !== stored.config[name])
  throw new Refusal('invalid', `${stored.name} has ${linked} linked tickets at its present address.`, {
    errors: changed.map((name) => ({
      field: `config.${name}`,
      message: 'the address it has now; for another one, disconnect and connect anew',
    })),
  })
}

/** The account, if the tracker accepts the credentials, they have every required right, and the default route exists. */
async function proven(deps: Deps, actor: Actor, request: ConnectionRequest): Promise<Account> {
  const { account, fault } = await testConnection(deps, actor, request)
  if (fault)
    throw new Refusal('unreachable', `The connection test failed. ${remedies[fault.kind]}`, { fault })
  const missing = account?.rights.filter((right) => right.required && !right.granted) ?? []
  if (missing.length > 0) {
    throw new Refusal('invalid', 'The integration user lacks a required right.', {
      errors: missing.map((right) => ({ field: 'config', message: `${right.right}: ${right.howToGrant}` })),
    })
  }
  if (!account || account.problems.length > 0) {
    throw new Refusal('invalid', 'The default route cannot be used.', {
      errors:
        account?.problems.map(({ field, message }) => ({ field: `destination.${field}`, message })) ?? [],
    })
  }
  return account
}

/** The configuration in the open, its secrets sealed for this connection at this host. */
function sealed(deps: Deps, provider: Provider, of: { id: string; config: Record<string, unknown> }) {
  const names = new Set(formOf(provider.config).flatMap((field) => (field.secret ? [field.name] : [])))
  const open = Object.entries(of.config).filter(([name]) => !names.has(name))
  const secret = Object.entries(of.config).filter(([name]) => names.has(name))
  const config = Object.fromEntries(open)
  const sealedSecrets = deps.sealer.seal(
    JSON.stringify(Object.fromEntries(secret)),
    boundTo({ id: of.id, config }),
  )
  return { id: of.id, config, sealedSecrets }
}

interface Written {
  actor: Actor
  provider: Provider
  row: Pick<Connection, 'id' | 'name' | 'state' | 'config' | 'destination' | 'updatedAt'> &
    Partial<Connection>
  stored: Connection | undefined
}

async function write(deps: Deps, tx: Db, { actor, provider, row, stored }: Written): Promise<void> {
  const { workspaceId } = actor
  const now = row.updatedAt
  if (stored) {
    await changeConnection(tx, stored.id, row)
    await releaseWaiting(tx, deps.jobs, { connectionId: stored.id, now })
  } else {
    const cursor = { since: now.toISOString() }
    await insertConnection(tx, {
      ...row,
      workspaceId,
      provider: provider.kind,
      createdAt: now,
      cursor,
      nextPollAt: now,
    })
  }
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    at: now,
    connectionId: row.id,
    level: 'info',
    message: `${actor.name} ${stored ? 'changed and activated' : 'connected and activated'} ${row.name}.`,
  })
}
