import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { mayManage, notTheirs } from '../domain/membership.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import type { Role } from '../domain/rights.ts'
import {
  changeRole,
  findMember,
  findMembership,
  otherOwners,
  removeMember as removeRow,
  type MemberView,
} from '../store/members.ts'
import { transact, type Db } from '../store/open.ts'
import { lockWorkspace } from '../store/workspaces.ts'

const targetOf = ({ userId, name, email }: MemberView) => ({
  id: `user:${userId}`,
  name: `${name} <${email}>`,
})

/** Does something to a member while nobody else changes the members of the workspace. */
function withMember<T>(
  deps: Deps,
  actor: Actor,
  { find, work }: { find: (tx: Db) => Promise<MemberView | undefined>; work: (of: At) => Promise<T> },
): Promise<T> {
  return transact(deps.store.db, async (tx) => {
    await lockWorkspace(tx, actor.workspaceId)
    const member = await find(tx)
    if (!member) throw notFound('member')
    return work({ tx, member, inside: within(deps, tx) })
  })
}

interface At {
  tx: Db
  member: MemberView
  inside: Deps
}

/** The last owner stays one: otherwise nobody could do what only owners may. */
async function keepAnOwner({ tx, member }: At, workspaceId: string): Promise<void> {
  if (member.role !== 'owner') return
  if ((await otherOwners(tx, { workspaceId, id: member.id })) > 0) return
  throw new Refusal(
    'conflict',
    `${member.name} is the only owner of this workspace. Make somebody else an owner first.`,
  )
}

/** Gives a member another role, from their next request on. */
export function changeMember(
  deps: Deps,
  actor: Actor,
  { id, role }: { id: string; role: Role },
): Promise<MemberView> {
  const find = (tx: Db) => findMember(tx, { workspaceId: actor.workspaceId, id })
  return withMember(deps, actor, {
    find,
    async work(at) {
      const { member } = at
      const forbidden = [member.role, role].find((one) => !mayManage(actor.rights, one))
      if (forbidden) throw new Refusal('forbidden', notTheirs(forbidden))
      if (role === member.role) return member
      await keepAnOwner(at, actor.workspaceId)
      await changeRole(at.tx, id, role)
      const [before, after] = [{ role: member.role }, { role }]
      await record(at.inside, actor, {
        action: 'member.role-changed',
        target: targetOf(member),
        before,
        after,
      })
      return { ...member, role }
    },
  })
}

/** Takes a member out of the workspace: their next request is refused. */
export function removeMember(deps: Deps, actor: Actor, id: string): Promise<void> {
  const find = (tx: Db) => findMember(tx, { workspaceId: actor.workspaceId, id })
  return withMember(deps, actor, {
    find,
    async work(at) {
      const { role } = at.member
      if (!mayManage(actor.rights, role)) throw new Refusal('forbidden', notTheirs(role))
      await keepAnOwner(at, actor.workspaceId)
      await removeRow(at.tx, id)
      const target = targetOf(at.member)
      await record(at.inside, actor, { action: 'member.removed', target, before: { role } })
    },
  })
}

/** Somebody leaves the workspace by themselves. */
export function leaveWorkspace(deps: Deps, actor: Actor): Promise<void> {
  const userId = personOf(actor)
  const find = (tx: Db) => findMembership(tx, { workspaceId: actor.workspaceId, userId })
  return withMember(deps, actor, {
    find,
    async work(at) {
      await keepAnOwner(at, actor.workspaceId)
      await removeRow(at.tx, at.member.id)
      const { role } = at.member
      await record(at.inside, actor, {
        action: 'member.left',
        target: targetOf(at.member),
        before: { role },
      })
    },
  })
}

/**
 * The person who acts.
 * @throws {Refusal} where it is a program
 */
export function personOf({ id }: Actor): string {
  if (id.startsWith('user:')) return id.slice('user:'.length)
  throw new Refusal('forbidden', 'This is for people who have signed in, not for programs with a token.')
}
