import { z } from 'zod'
import { ensureLists } from '../../desk/support/first-lists.ts'
import type { Deps } from '../../deps.ts'
import type { OrderedList } from '../../domain/help-desk-list.ts'
import { entriesOf, entryOf } from '../../store/help-desk-lists.ts'
import {
  ActionType,
  ChangeSupportField,
  ChangeSupportStatus,
  ChangeSupportType,
  NewSupportField,
  NewSupportStatus,
  NewSupportType,
  SupportField,
  SupportStatus,
  SupportType,
} from '../contract/help-desk-lists.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { entryRoutes, type EntryRoutes } from './help-desk-entry-routes.ts'
import { entryAnswer } from './help-desk-views.ts'

const tags = ['Help desk lists']

const lists: { list: OrderedList; title: string; shapes: EntryRoutes['shapes'] }[] = [
  {
    list: 'types',
    title: 'types of tickets',
    shapes: { item: SupportType, fresh: NewSupportType, change: ChangeSupportType },
  },
  {
    list: 'statuses',
    title: 'statuses of tickets',
    shapes: { item: SupportStatus, fresh: NewSupportStatus, change: ChangeSupportStatus },
  },
  {
    list: 'action-types',
    title: 'types of actions',
    shapes: { item: ActionType, fresh: NewSupportType, change: ChangeSupportType },
  },
  {
    list: 'fields',
    title: 'fields of the workspace’s own',
    shapes: { item: SupportField, fresh: NewSupportField, change: ChangeSupportField },
  },
]

/** `/v1/help-desk/types`, `…/statuses`, `…/action-types` and `…/fields`. */
export function helpDeskListRoutes(app: Api, deps: Deps): void {
  for (const { list, title, shapes } of lists) {
    const path = `/v1/help-desk/${list}`
    app.get(path, {
      config: { demands: 'help-desk:read' },
      schema: {
        tags,
        summary: `The ${title}, in their order; 100 at most`,
        response: { 200: z.object({ items: z.array(shapes.item) }) },
      },
      handler: async (request) => {
        const { workspaceId } = actorOf(request)
        await ensureLists(deps, workspaceId)
        const entries = await entriesOf(deps.store.db, workspaceId, list)
        return { items: entries.map(entryAnswer) }
      },
    })
    entryRoutes(app, deps, {
      list,
      path,
      shapes,
      async read({ store }, workspaceId, { id }) {
        const entry = await entryOf(store.db, workspaceId, { list, id })
        return entry && entryAnswer(entry)
      },
    })
  }
}
