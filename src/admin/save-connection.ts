import { record } from '../audit/record.ts'
import { findingsAbout, namesOf } from '../connections/check-route.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { remedyOf, switchedOffCode } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import type { Account, Provider } from '../providers/provider.ts'
import {
  changeConnection,
  findConnection,
  insertConnection,
  saveAnchor,
  type Connection,
} from '../store/connections.ts'
import { connectionCounts } from '../store/connection-counts.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { saveRoute } from '../store/routes.ts'
import { hostOf } from '../store/secret-places.ts'
import { violatedConstraint } from '../store/violation.ts'
import { instanceNameErrors } from './change-instance.ts'
import type { OldTickets } from './disconnect.ts'
import { anotherActive, makeRoom } from './make-room.ts'
import { calledAddresses, refuseUncallable } from './refuse-address.ts'
import { sealedConfig } from './sealed-config.ts'
import { invalidFields, readConfig, testConnection } from './test-connection.ts'

export interface ConnectionRequest {
  provider: string
  /** Absent for a new connection. */
  connectionId?: string | undefined
  name?: string | undefined
  config: Record<string, unknown>
  destination: Record<string, unknown>
  /** What the tracker called the chosen values of the destination. */
  names?: Record<string, string> | undefined
  /** False stores a draft: nothing is tried, no ticket goes there. */
  activate?: boolean | undefined
  /** When the credential ends, where a person knows it. */
  credentialEndsAt?: Date | null | undefined
  /** Disconnects what is active now in the same step. */
  replaceActive?: OldTickets | undefined
  /** A further instance of the provider that is active, for the help desk (C22). Only for a new connection. */
  asInstance?: boolean | undefined
}

interface Save {
  actor: Actor
  request: ConnectionRequest
  provider: Provider
  config: Record<string, unknown>
  stored: Connection | undefined
  destination: Record<string, unknown>
  /** Absent for a draft. */
  account: Account | undefined
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
  refuseUncallable(deps, calledAddresses(provider, config))
  if (stored) await refuseMove(deps, stored, config)
  const whole = { ...provider.destination.fromConfig(config), ...request.destination }
  const draft = request.activate === false
  if (draft && stored && stored.state !== 'draft')
    throw new Refusal('conflict', `${stored.name} is in use already; only what never was can be a draft.`)
  const destination = draft ? whole : completeDestination(provider, whole)
  const account = draft ? undefined : await proven(deps, actor, { ...request, destination })
  const id = stored?.id ?? deps.ctx.newId()
  try {
    await transact(deps.store.db, (tx) =>
      write(deps, tx, { id, save: { actor, request, provider, config, stored, destination, account } }),
    )
  } catch (error) {
    if (violatedConstraint(error) !== 'connections_one_active') throw error
    throw anotherActive()
  }
  deps.jobs.wake('deliver')
  deps.live.publish(actor.workspaceId, { topic: 'connections', id })
  const saved = await findConnection(deps.store.db, id)
  if (!saved) throw notFound('connection')
  return saved
}

function completeDestination(provider: Provider, whole: Record<string, unknown>): Record<string, unknown> {
  const parsed = provider.destination.schema.safeParse(whole)
  if (!parsed.success) throw invalidFields('destination', parsed.error)
  return parsed.data as Record<string, unknown>
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
  if (fault) throw new Refusal('unreachable', `The connection test failed. ${remedyOf(fault)}`, { fault })
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

/** A new secret has a new end, so what was told about the old one's is forgotten. */
function endOf({ stored, request }: Save): Partial<Connection> {
  if (request.credentialEndsAt === undefined) return {}
  const same = stored?.credentialEndsAt?.getTime() === request.credentialEndsAt?.getTime()
  return { credentialEndsAt: request.credentialEndsAt, ...(same ? {} : { expiryToldDays: null }) }
}

const noPause = { pausedSince: null, pausedUntil: null, pauseFault: null }

function activated(account: Account, stored: Connection | undefined): Partial<Connection> {
  // A new token does not switch an instance on that somebody has switched off (C34).
  const isOff = stored?.pauseFault?.code === switchedOffCode
  return {
    state: 'active',
    account: { name: account.name, expiresAt: account.expiresAt?.toISOString() ?? null },
    ...(isOff ? {} : noPause),
    syncFault: null,
  }
}

const clockDifferenceMs = 3_600_000

/** A further instance is told from the others by its name (C24). */
async function checkName(tx: Db, of: { id: string; workspaceId: string; name: string }): Promise<void> {
  const errors = await instanceNameErrors(tx, { ...of, isPrimary: false })
  if (errors.length > 0) throw new Refusal('invalid', 'The instance was not saved.', { errors })
}

async function write(deps: Deps, tx: Db, { id, save }: { id: string; save: Save }): Promise<void> {
  const { actor, request, provider, stored, account } = save
  const { workspaceId } = actor
  const now = deps.ctx.now()
  const isPrimary = stored?.isPrimary ?? !request.asInstance
  if (!isPrimary && (!stored || request.name !== undefined))
    await checkName(tx, { id, workspaceId, name: request.name ?? '' })
  if (account) await makeRoom(deps, tx, { ...save, id, isPrimary, oldTickets: request.replaceActive })
  const row = {
    ...sealedConfig(deps.sealer, provider, { id, workspaceId, config: save.config }),
    name: request.name ?? stored?.name ?? provider.about.title,
    state: 'draft' as const,
    isPrimary,
    ...endOf(save),
    ...(account && activated(account, stored)),
    updatedAt: now,
  }
  if (stored) await changeConnection(tx, id, row)
  else {
    // Clocks differ: what the tracker dates before our present has still to be seen.
    const cursor = { since: new Date(now.getTime() - clockDifferenceMs).toISOString() }
    const more = { workspaceId, provider: provider.kind, createdAt: now, cursor, nextPollAt: now }
    await insertConnection(tx, { ...row, ...more })
  }
  await saveRoute(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    connectionId: id,
    projectId: null,
    destination: save.destination,
    names: account ? namesOf(account, save.destination, request.names ?? {}) : (request.names ?? {}),
    ...(account && { ...findingsAbout(account), checkedAt: now }),
    createdAt: now,
    updatedAt: now,
  })
  if (account?.anchor) await saveAnchor(tx, { id, workspaceId }, account.anchor)
  if (stored && account) {
    await releaseWaiting(tx, deps.jobs, { connectionId: id, now })
    // Routes of projects may have lost their target while nobody looked.
    await addJob(tx, deps.jobs, { name: 'preflight', data: { connectionId: id }, key: id })
  }
  const { config } = row
  await record(within(deps, tx), actor, {
    action: stored ? 'connection.changed' : 'connection.created',
    target: { id, name: row.name },
    before: stored && { name: stored.name, state: stored.state, config: stored.config },
    after: { name: row.name, state: row.state, config, credentials: 'stored' },
  })
  const did = account ? (stored ? 'changed and activated' : 'connected and activated') : 'saved a draft of'
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    at: now,
    connectionId: id,
    level: 'info',
    message: `${actor.name} ${did} ${row.name}.`,
  })
}
