import { changeDeskSettings } from '../../admin/desk-settings.ts'
import type { Deps } from '../../deps.ts'
import type { WorkspaceSettings } from '../../store/tables.ts'
import { findWorkspace } from '../../store/workspaces.ts'
import { ChangeDeskSettings, DeskSettings } from '../contract/desk-settings.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'

const tags = ['Operators']

const answer = (settings: WorkspaceSettings): DeskSettings => ({
  deskName: settings.deskName ?? null,
  forward: settings.forwardServiceTickets ?? false,
  clearCodes: settings.clearCodes ?? {},
})

/** `GET` and `PATCH /v1/desk-settings`. */
export function deskSettingsRoutes(app: Api, deps: Deps): void {
  app.get('/v1/desk-settings', {
    config: { demands: 'operators:read' },
    schema: {
      tags,
      summary: 'How the desk appears to partners, and what becomes of service tickets in the tracker',
      response: { 200: DeskSettings },
    },
    handler: async (request) => {
      const workspace = await findWorkspace(deps.store.db, actorOf(request).workspaceId)
      return answer(workspace?.settings ?? {})
    },
  })

  app.patch('/v1/desk-settings', {
    config: { demands: 'operators:manage' },
    schema: {
      tags,
      summary: 'Change the settings of the desk; what is absent stays',
      body: ChangeDeskSettings,
      response: { 200: DeskSettings, 422: Problem },
    },
    handler: async (request) => answer(await changeDeskSettings(deps, actorOf(request), request.body)),
  })
}
