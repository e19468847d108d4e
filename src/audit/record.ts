import { differing, type AuditedDeed, type Doer } from '../domain/audit.ts'
import type { Context } from '../domain/context.ts'
import { insertAuditEntry } from '../store/audit.ts'
import type { Db } from '../store/open.ts'

/**
 * Keeps who did what. Called with the transaction that does it, so that neither stands without the other.
 * `before` and `after` never hold a secret: of one that changed, say only that it did.
 */
export function record(
  { ctx, store }: { ctx: Pick<Context, 'newId' | 'now'>; store: { db: Db } },
  { id, name, workspaceId, address }: Doer,
  { action, target, before, after }: AuditedDeed,
): Promise<void> {
  return insertAuditEntry(store.db, {
    id: ctx.newId(),
    workspaceId,
    at: ctx.now(),
    actor: id,
    actorName: name,
    address: address ?? null,
    action,
    target: target?.id ?? null,
    targetName: target?.name ?? null,
    ...differing(before, after),
  })
}
