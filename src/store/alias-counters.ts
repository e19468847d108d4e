import { sql } from 'kysely'
import { serviceAlias, type AliasLetter } from '../domain/alias.ts'
import type { Db } from './open.ts'

/** What is named: the diagnostic runs or the services of a workspace. */
export interface Named {
  workspaceId: string
  letter: AliasLetter
}

/**
 * Lets one transaction after the other store such things, whichever hub it is in: until it ends, nobody else gives a number or an alias. The
 * lock is a counter row without an hour, so that it holds across the turn of an hour too.
 */
export async function lockAliases(tx: Db, { workspaceId, letter }: Named): Promise<void> {
  await count(tx, { workspaceId, letter, hour: '', by: 0 })
}

/**
 * The next free aliases within an hour (DX34), under the lock. One that a diagnostic system gave itself is passed over.
 * @param of.taken which of these aliases are given already
 */
export async function nextAliases(
  tx: Db,
  named: Named,
  of: { hour: string; wanted: number; taken(aliases: string[]): Promise<Set<string>> },
): Promise<string[]> {
  const free: string[] = []
  while (free.length < of.wanted) {
    const by = of.wanted - free.length
    const last = await count(tx, { ...named, hour: of.hour, by })
    const next = Array.from({ length: by }, (_, place) =>
      serviceAlias(named.letter, of.hour, last - by + 1 + place),
    )
    const taken = await of.taken(next)
    free.push(...next.filter((alias) => !taken.has(alias)))
  }
  return free
}

async function count(tx: Db, of: Named & { hour: string; by: number }): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into alias_counters (workspace_id, letter, hour, last)
    values (${of.workspaceId}::uuid, ${of.letter}, ${of.hour}, ${of.by})
    on conflict (workspace_id, letter, hour) do update set last = alias_counters.last + excluded.last
    returning last`.execute(tx)
  return rows[0]?.last ?? 0
}
