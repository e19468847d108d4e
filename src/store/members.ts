import { sql } from 'kysely'
import type { OpenStore } from './open.ts'

/** The addresses of a workspace's administrators; people are in the sign-in library's table. */
export async function administratorAddresses(
  { plain }: Pick<OpenStore, 'plain'>,
  workspaceId: string,
): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select u.email from members m join "user" u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}::uuid and m.role = 'administrator' order by u.email`.execute(plain)
  return rows.map((row) => row.email)
}
