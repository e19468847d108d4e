import { sql } from 'kysely'
import type { Db } from './open.ts'

/** A person as the sign-in library keeps them. */
export interface PersonRow {
  id: string
  name: string
  email: string
  twoFactor: boolean
}

const person = sql`select id, name, email, coalesce("twoFactorEnabled", false) as two_factor from "user"`

/** By the address, in whatever case it is written. */
export async function findPersonByEmail(db: Db, email: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`${person} where email = lower(${email})`.execute(db)
  return rows[0]
}

export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`${person} where id = ${id}`.execute(db)
  return rows[0]
}

/** A person with the names and roles of their workspaces, for the command line. */
export async function listPeople(db: Db): Promise<(PersonRow & { workspaces: string })[]> {
  const { rows } = await sql<PersonRow & { workspaces: string }>`
    select u.id, u.name, u.email, coalesce(u."twoFactorEnabled", false) as two_factor,
      coalesce(string_agg(w.name || ' (' || m.role || ')', ', ' order by w.created_at), '') as workspaces
    from "user" u left join members m on m.user_id = u.id left join workspaces w on w.id = m.workspace_id
    group by u.id order by u.email`.execute(db)
  return rows
}

/** By which ways a person can sign in. */
export async function waysIn(db: Db, userId: string): Promise<{ password: boolean; singleSignOn: boolean }> {
  const { rows } = await sql<{ provider: string }>`
    select "providerId" as provider from account where "userId" = ${userId}`.execute(db)
  const has = (provider: string) => rows.some((row) => row.provider === provider)
  return { password: has('credential'), singleSignOn: has('oidc') }
}

export async function renamePerson(db: Db, userId: string, name: string): Promise<void> {
  await sql`update "user" set name = ${name} where id = ${userId}`.execute(db)
}

/** Somebody has read mail at this address. */
export async function proveEmail(db: Db, userId: string): Promise<void> {
  await sql`update "user" set "emailVerified" = true where id = ${userId}`.execute(db)
}

/** Answers whether it was on. */
export async function switchTwoFactorOff(tx: Db, userId: string): Promise<boolean> {
  await sql`delete from "twoFactor" where "userId" = ${userId}`.execute(tx)
  const { rows } = await sql`update "user" set "twoFactorEnabled" = false
    where id = ${userId} and "twoFactorEnabled" returning id`.execute(tx)
  return rows.length > 0
}

/**
 * Takes away all by which somebody can have made themselves at home under an address that was never proven to be theirs.
 * Nothing happens where it was.
 */
export async function forgetUnproven(tx: Db, email: string): Promise<void> {
  const of = sql`(select id from "user" where email = lower(${email}) and not "emailVerified")`
  await sql`delete from "session" where "userId" in ${of}`.execute(tx)
  await sql`delete from "twoFactor" where "userId" in ${of}`.execute(tx)
  await sql`delete from account where "userId" in ${of}`.execute(tx)
  await sql`update "user" set "twoFactorEnabled" = false where id in ${of}`.execute(tx)
}
