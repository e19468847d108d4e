import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import type { AlarmRule, RuleScope } from '../domain/alarm-rule.ts'
import { Refusal } from '../domain/refusal.ts'
import { projectOf } from '../store/projects.ts'
import { findWorkspace } from '../store/workspaces.ts'
import { alarmDialog, misfits } from './ticket-alarm.ts'

type Wrong = { field: string; message: string }

/** A rule about everything is likelier a form that was left empty; `source = *` says it on purpose. */
export const wrongScope = ({ source, matchers }: RuleScope): Wrong[] =>
  source === null && matchers.length === 0
    ? [
        {
          field: 'matchers',
          message: 'At least one condition, or a source. For all alarms: source is “*”.',
        },
      ]
    : []

/** @throws {Refusal} naming each field that is wrong */
export async function checkRule(
  deps: Deps,
  actor: Actor,
  of: { given: Omit<AlarmRule, 'id'>; others: { name: string }[] },
): Promise<void> {
  const { given, others } = of
  const { attributes, projectId } = given.ticket
  const isTaken = others.some(({ name }) => name === given.name)
  const errors = [
    ...(isTaken ? [{ field: 'name', message: 'A name that no other rule has' }] : []),
    ...wrongScope(given),
    ...misfits(await alarmDialog(deps, actor), attributes).map(({ field, message }) => ({
      field: `ticket.${field}`,
      message,
    })),
    ...(await wrongProject(deps, actor, projectId)),
  ]
  if (errors.length > 0) throw new Refusal('invalid', 'The rule was not saved.', { errors })
}

async function wrongProject(deps: Deps, { workspaceId }: Actor, projectId: string | null): Promise<Wrong[]> {
  const { db } = deps.store
  const field = 'ticket.projectId'
  if (projectId !== null) {
    const isKnown = (await projectOf(db, workspaceId, projectId)) !== undefined
    return isKnown ? [] : [{ field, message: 'the id of a project of this workspace' }]
  }
  const workspace = await findWorkspace(db, workspaceId)
  return workspace?.settings.projectRequired ? [{ field, message: 'this workspace requires a project' }] : []
}
