import { tokenHash } from '../../src/admin/tokens.ts'
import { insertToken } from '../../src/store/tokens.ts'
import { insertWorkspace } from '../../src/store/workspaces.ts'
import { scopes } from '../../src/domain/rights.ts'
import type { Api } from './api.ts'
import type { World } from './world.ts'

/** Of a program that may do what an agent may. */
export const agentScopes = scopes.filter((scope) => !['admin', 'diagnostics:write'].includes(scope))

/** A caller with an agent's rights in the world's own workspace. */
export async function member(world: World): Promise<Api> {
  const { body } = await world.api.post('/v1/tokens', { name: 'Bob', scopes: agentScopes })
  return world.as(body.token)
}

/** A second workspace in the same hub, and its administrator. */
export async function otherWorkspace(world: World): Promise<Api> {
  const { store, ctx } = world.hub.deps
  const workspaceId = ctx.newId()
  const createdAt = ctx.now()
  await insertWorkspace(store.db, { id: workspaceId, name: 'Somebody else', createdAt })
  const token = `ct_other_${workspaceId}`
  await insertToken(store.db, {
    id: ctx.newId(),
    workspaceId,
    name: 'Other administrator',
    prefix: token.slice(0, 6),
    hash: tokenHash(token),
    role: 'program',
    scopes: ['admin'],
    createdBy: 'test',
    createdAt,
    expiresAt: null,
  })
  return world.as(token)
}
