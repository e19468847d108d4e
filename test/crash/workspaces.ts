import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/admin/tokens.ts'
import { newId } from '../../src/new-id.ts'
import { changeConnection } from '../../src/store/connections.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore, type StoreLocation } from '../../src/store/open.ts'
import { insertToken } from '../../src/store/tokens.ts'
import { insertWorkspace } from '../../src/store/workspaces.ts'
import { createApi } from '../setup/api.ts'
import type { Lane } from './lanes.ts'

/** Makes a workspace for each lane, in a database that no hub has open; answers their administrators' tokens. */
export async function openWorkspaces(location: StoreLocation, lanes: Lane[]): Promise<string[]> {
  const store = await openStore(location)
  await migrate(store)
  const tokens: string[] = []
  for (const { name } of lanes) {
    const workspaceId = newId()
    const token = `ct_crash_${randomUUID()}`
    await insertWorkspace(store.db, { id: workspaceId, name, createdAt: new Date() })
    await insertToken(store.db, {
      id: newId(),
      workspaceId,
      name: 'Crash campaign',
      prefix: token.slice(0, 6),
      hash: tokenHash(token),
      role: 'program',
      scopes: ['admin'],
      createdBy: 'crash campaign',
      createdAt: new Date(),
      expiresAt: null,
    })
    tokens.push(token)
  }
  await store.close()
  return tokens
}

/** Connects a workspace to its lane's tracker; answers the connection's id. */
export async function connect(hub: string, token: string, lane: Lane): Promise<string> {
  const { status, body } = await createApi(hub, token).post('/v1/connections', lane.connection)
  if (status !== 201 || body.state !== 'active') {
    throw new Error(`${lane.name} could not be connected: ${JSON.stringify(body)}`)
  }
  return body.id
}

/** What no form offers: the quiet periods of the campaign. No hub may have the database open. */
export async function setPaces(
  location: StoreLocation,
  of: { connections: string[]; lanes: Lane[] },
): Promise<void> {
  const store = await openStore(location)
  for (const [index, { settings }] of of.lanes.entries()) {
    // Many tries, so that every request has to end as an issue: by default Oceane would give up after its first retry.
    const all = { ...settings, requestsPerMinute: 100_000, retryCount: 100 }
    await changeConnection(store.db, of.connections[index] ?? '', { settings: all })
  }
  await store.close()
}
