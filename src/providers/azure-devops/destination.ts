import { nearest } from '../nearest.ts'
import type { Account, Choice } from '../provider.ts'
import { areaPaths, workItemTypes } from './choices.ts'
import type { AdoClient } from './client.ts'
import type { AdoDestination } from './config.ts'
import { needsOf } from './needs.ts'
import { deniedRight, probeCreation } from './probe.ts'
import type { RightKey } from './rights.ts'

/** What was found out about a destination. */
export interface State extends Pick<Account, 'problems' | 'needs'> {
  /** A right that the trial of a creation showed to be missing. */
  denied: RightKey | undefined
}

/** Names count without case there. */
export const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

export function missing(kind: string, wanted: string, available: Choice[]): string {
  const names = available.map(({ value }) => value)
  const near = nearest(wanted, names)
  const there = near.length > 0 ? ` It can see, for example: ${near.join(', ')}.` : ' It can see none.'
  return `The token's user sees no ${kind} “${wanted}”.${there}`
}

async function areaProblems(client: AdoClient, { project, areaPath }: AdoDestination) {
  if (areaPath === undefined) return []
  const available = await areaPaths(client, project)
  if (available.some(({ value }) => sameName(value, areaPath))) return []
  return [{ field: 'areaPath', message: missing('area path', areaPath, available) }]
}

const fieldsOfDestination = new Set(['project', 'areaPath', 'workItemType'])

/** What the service would say to a creation, beyond what the lists already told. */
async function tried(client: AdoClient, destination: AdoDestination, known: State): Promise<State> {
  const fault = await probeCreation(client, destination)
  if (!fault) return known
  const denied = deniedRight(fault)
  if (denied) return { ...known, denied }
  // Nothing stands yet in the fields that a person has to fill.
  const expected = new Set(known.needs.flatMap(({ id, name }) => [id, name]))
  const told = Object.entries(fault.fields ?? { workItemType: fault.detail })
  const problems = told
    .filter(([name]) => !expected.has(name))
    .map(([name, message]) => ({ field: fieldsOfDestination.has(name) ? name : 'workItemType', message }))
  return { ...known, problems }
}

/** The project is there; are its area and type, and would a creation succeed? */
export async function destinationState(client: AdoClient, destination: AdoDestination): Promise<State> {
  const { project, workItemType } = destination
  const types = await workItemTypes(client, project)
  const type = types.find(({ value }) => sameName(value, workItemType))?.value
  const areas = await areaProblems(client, destination)
  if (type === undefined) {
    const message = missing('work item type', workItemType, types)
    return { denied: undefined, needs: [], problems: [{ field: 'workItemType', message }, ...areas] }
  }
  const { needs, problems } = await needsOf(client, project, type)
  const known = { denied: undefined, needs, problems: [...problems, ...areas] }
  return known.problems.length > 0 ? known : tried(client, destination, known)
}
