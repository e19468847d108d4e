import { tokenHash } from './admin/tokens.ts'
import type { Config, Secrets } from './config.ts'
import type { Deps } from './deps.ts'
import type { Auth } from './http/auth/auth.ts'
import { forgetOtherTokens, insertToken } from './store/tokens.ts'
import { addMember, firstWorkspace, insertWorkspace } from './store/workspaces.ts'

const tokenName = 'CROSSTIE_ADMIN_TOKEN'

/** Makes the first workspace, and the administrator and token that the settings name. */
export async function ensureAdministrator(
  deps: Deps,
  auth: Auth,
  { config, secrets }: { config: Config; secrets: Secrets },
): Promise<void> {
  const { ctx, store } = deps
  const createdAt = ctx.now()
  const existing = await firstWorkspace(store.db)
  const workspaceId = existing?.id ?? ctx.newId()
  if (!existing) await insertWorkspace(store.db, { id: workspaceId, name: 'My workspace', createdAt })
  if (config.adminEmail && secrets.adminPassword) {
    const person = { email: config.adminEmail, password: secrets.adminPassword, name: 'Administrator' }
    const userId = await auth.ensureUser(person)
    await addMember(store.db, { workspaceId, userId, role: 'owner', createdAt })
  }
  const hash = secrets.adminToken ? tokenHash(secrets.adminToken) : ''
  await forgetOtherTokens(store.db, { workspaceId, name: tokenName, hash })
  if (!secrets.adminToken) return
  await insertToken(store.db, {
    id: ctx.newId(),
    workspaceId,
    name: tokenName,
    prefix: secrets.adminToken.slice(0, 6),
    hash,
    role: 'program',
    scopes: ['admin'],
    createdBy: 'environment',
    createdAt,
    expiresAt: null,
  })
}
