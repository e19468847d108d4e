import type { Deps } from '../../deps.ts'
import type { Api } from './api.ts'
import { helpDeskCatalogueRoutes } from './help-desk-catalogue.ts'
import { helpDeskListRoutes } from './help-desk-lists.ts'
import { savedFilterRoutes } from './saved-filters.ts'
import { supportActionRoutes } from './support-actions.ts'
import { supportAttachmentRoutes } from './support-attachments.ts'
import { supportTicketRoutes } from './support-tickets.ts'

/** All addresses of the help desk itself; what ties it to a tracker stands apart. */
export async function helpDeskRoutes(app: Api, deps: Deps): Promise<void> {
  helpDeskListRoutes(app, deps)
  helpDeskCatalogueRoutes(app, deps)
  supportTicketRoutes(app, deps)
  supportActionRoutes(app, deps)
  savedFilterRoutes(app, deps)
  await supportAttachmentRoutes(app, deps)
}
