import type { Deps } from '../deps.ts'
import type { Survey } from '../domain/survey.ts'
import { ProviderError } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { helpDeskOf, trackerOf } from './tracker-of.ts'

/**
 * Asks the tracker what an issue in a project has to have (C36, CX25).
 * @throws {ProviderError} `invalid` where there is no such project (CX5), or what the tracker throws
 */
export async function surveyPlace(
  deps: Deps,
  connection: Connection,
  of: {
    project: string
    typeAmong: (known: string[]) => string
    people: string[]
    standard: Record<string, unknown>
  },
): Promise<Survey> {
  const { project } = of
  const issueTypes = await typesIn(deps, connection, project)
  const issueType = of.typeAmong(issueTypes)
  if (!issueTypes.includes(issueType)) return { project, issueType, issueTypes, fields: [], people: {} }
  const places = deps.trackers.provider(connection.provider).helpDeskPlaces
  const screen = await helpDeskOf(deps, connection).fields.screen(
    places?.at(of.standard, { project, issueType }),
  )
  const fields = screen.map((field) => Object.assign({}, field, { kind: field.kind ?? null }))
  const people: Survey['people'] = {}
  for (const name of of.people) people[name] = await personIn(deps, connection, name)
  return { project, issueType, issueTypes, fields, people }
}

async function typesIn(deps: Deps, connection: Connection, project: string): Promise<string[]> {
  try {
    const types = await trackerOf(deps, connection).choices('issueType', { project })
    return types.map(({ value }) => value)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault.kind !== 'not-found') throw error
    const detail = `There is no project “${project}” where the integration user may create issues.`
    throw new ProviderError({ kind: 'invalid', detail, fields: { project: detail } }, { cause: error })
  }
}

async function personIn(deps: Deps, connection: Connection, name: string): Promise<string | null> {
  const [only, ...others] = await helpDeskOf(deps, connection).fields.users(name)
  return only && others.length === 0 ? only.value : null
}
