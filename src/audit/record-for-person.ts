import type { AuditedDeed, Doer } from '../domain/audit.ts'
import type { Context } from '../domain/context.ts'
import { transact, type Db } from '../store/open.ts'
import { membershipsOf } from '../store/workspaces.ts'
import { record } from './record.ts'

/** Whose account it is about, and the network address it came from. */
export interface AboutPerson {
  id: string
  name: string
  email: string
  address?: string | undefined
}

type Needs = { ctx: Pick<Context, 'newId' | 'now'>; store: { db: Db } }

/**
 * Keeps what concerns a person’s account in every workspace of theirs.
 * @param deed.by who does it, where it is not known to be them
 */
export async function recordForPerson(
  { ctx, store }: Needs,
  who: AboutPerson,
  { by, ...deed }: Omit<AuditedDeed, 'target'> & { by?: Pick<Doer, 'id' | 'name'> },
): Promise<void> {
  await transact(store.db, async (tx) => {
    const person = { id: `user:${who.id}`, name: who.name }
    const target = { id: person.id, name: `${who.name} <${who.email}>` }
    for (const { id: workspaceId } of await membershipsOf(tx, who.id)) {
      const doer = by ?? person
      await record(
        { ctx, store: { db: tx } },
        { ...doer, workspaceId, address: who.address },
        { ...deed, target },
      )
    }
  })
}
