import type { Account, Anchor, Choice } from '../provider.ts'
import { projects } from './choices.ts'
import type { AdoClient } from './client.ts'
import type { AdoDestination } from './config.ts'
import { destinationState, missing, sameName, type State } from './destination.ts'
import { whoAmI } from './identity.ts'
import { attempt, deniedRight, isDenied, probeCreation } from './probe.ts'
import { anchorScope, positionOf, revisions } from './revisions.ts'
import { rightsWithout, type RightKey } from './rights.ts'

/** So far back, a place in the sequence of changes is surely before whatever is created from now on. */
const backMs = 5 * 60_000

/** One page is enough: an anchor that is a little too early still finds. */
async function anchorNow(client: AdoClient): Promise<Anchor> {
  const start = { since: new Date(Math.max(0, client.now().getTime() - backMs)) }
  const of = { fields: ['System.Id'], latestOnly: true }
  for await (const { token } of revisions(client, start, of)) {
    if (token !== undefined) return { scope: anchorScope, position: positionOf({ token }) }
    break
  }
  return { scope: anchorScope, position: positionOf(start) }
}

/** Without a destination that is there, only the token is tried, in whichever project it can be. */
async function stateElsewhere(client: AdoClient, places: Choice[]): Promise<State> {
  const project = places[0]?.value
  const fault =
    project === undefined ? undefined : await probeCreation(client, { project, workItemType: 'Task' })
  return { denied: fault && deniedRight(fault), needs: [], problems: [] }
}

/** @param destination may be incomplete: a connection is tried before its default project is chosen */
async function stateOf(
  client: AdoClient,
  places: Choice[],
  destination: Partial<AdoDestination> | undefined,
): Promise<State> {
  const { project, areaPath, workItemType = 'Task' } = destination ?? {}
  if (project !== undefined && places.some(({ value }) => sameName(value, project))) {
    return destinationState(client, { project, areaPath, workItemType })
  }
  const state = await stateElsewhere(client, places)
  if (project === undefined) return state
  return { ...state, problems: [{ field: 'project', message: missing('project', project, places) }] }
}

/** Nothing is written. Azure DevOps does not tell a token when it ends. */
export async function checkAccount(
  client: AdoClient,
  destination: Partial<AdoDestination> | undefined,
): Promise<Account> {
  const me = await whoAmI(client)
  const listed = await attempt(projects(client), isDenied)
  const feed = await attempt(anchorNow(client), isDenied)
  const places = 'value' in listed ? listed.value : []
  const lacking = new Set<RightKey>()
  if ('fault' in listed) lacking.add('projects')
  if ('fault' in feed) lacking.add('read').add('write')
  const state: State =
    lacking.size === 0
      ? await stateOf(client, places, destination)
      : { denied: undefined, problems: [], needs: [] }
  if (state.denied) lacking.add(state.denied)
  return {
    id: me.id,
    name: me.name,
    rights: rightsWithout(lacking),
    places,
    problems: state.problems,
    needs: state.needs,
    ...('value' in feed && { anchor: feed.value }),
  }
}
