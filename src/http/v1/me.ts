import type { Deps } from '../../deps.ts'
import { remedyOf } from '../../domain/fault.ts'
import { activeConnection, listConnections } from '../../store/connections.ts'
import { findWorkspace, membershipsOf } from '../../store/workspaces.ts'
import { Me } from '../contract/session.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'

/** `GET /v1/me`. */
export function meRoutes(app: Api, deps: Deps, options: { supportAddress: string | null }): void {
  app.get('/v1/me', {
    config: { demands: 'signed-in', alsoWithoutTwoFactor: true },
    schema: { tags: ['Session'], summary: 'Who asks, where, and what they may do', response: { 200: Me } },
    handler: async (request) => {
      const { id, name, email, role, rights, workspaceId, needsTwoFactor = false } = actorOf(request)
      const { db } = deps.store
      const workspace = await findWorkspace(db, workspaceId)
      const connection = await activeConnection(db, workspaceId)
      const mine = id.startsWith('user:') ? await membershipsOf(db, id.slice('user:'.length)) : []
      const own = { id: workspaceId, name: workspace?.name ?? '' }
      return {
        user: { id, name, email },
        workspace: { ...own, projectRequired: workspace?.settings.projectRequired ?? false },
        workspaces: mine.length > 0 ? mine.map((one) => ({ id: one.id, name: one.name })) : [own],
        role,
        rights: [...rights],
        needsTwoFactor,
        activeConnection: connection
          ? {
              id: connection.id,
              name: connection.name,
              provider: connection.provider,
              titleLimit: deps.trackers.provider(connection.provider).about.titleLimit,
              attention:
                connection.pauseFault && !connection.pausedUntil ? remedyOf(connection.pauseFault) : null,
            }
          : null,
        queueShown: (await listConnections(db, workspaceId)).some(({ settings }) => settings.debugPage),
        supportAddress: options.supportAddress,
      }
    },
  })
}
