import type { Deps } from '../deps.ts'
import { removeOldNotifications } from '../store/lost-notifications.ts'

const keptMs = 90 * 86_400_000
const atOnce = 1_000

/** Every night: removes notifications that are done or given up for 90 days; those that failed stay for a person. */
export async function forgetOldNotifications({ store, ctx, jobs }: Deps): Promise<void> {
  const before = new Date(ctx.now().getTime() - keptMs)
  while ((await removeOldNotifications(store.db, { before, limit: atOnce })) === atOnce && !jobs.closing);
}
