import { unfilled, type FilledField, type NeededField } from './needed-field.ts'
import type { Decided, Reason } from './reason.ts'

/** Where the issues of a project go, and what the last look at the tracker said about it. */
export interface Route {
  id: string
  destination: Record<string, unknown>
  /** What the tracker calls the values, where they are ids. */
  names: Record<string, string>
  /** The destination in a few words. */
  label: string
  /** What is wrong with it in the tracker, by field of the destination. */
  problems: { field: string; message: string }[]
  /** Fields that the tracker requires besides. */
  needs: NeededField[]
  /** Values for them. */
  fields: FilledField[]
  /** AX19: tickets go to the default route while this one cannot be used. */
  fallsBack: boolean
}

export interface RouteInput {
  project: { key: string; name: string } | null
  connection: { name: string }
  /** The project's own route, if it has one. */
  own: Route | undefined
  standard: Route
}

/** A route that a person has to do something about before anything can be sent along it. */
export interface Block {
  route: Route
  because: string
}

/** Why nothing can be sent along a route now; undefined when it can be used. */
export function blockOf(route: Route, name: string): Block | undefined {
  const [problem] = route.problems
  if (problem) return { route, because: `${name} (${route.label}) cannot be used: ${problem.message}` }
  const missing = unfilled(route.needs, route.fields).map((field) => `“${field.name}”`)
  if (missing.length === 0) return undefined
  return { route, because: `${name} (${route.label}) needs a value for ${missing.join(', ')}.` }
}

/**
 * Where in the tracker a ticket's issue goes (A39, A46, AX5), and whether it can go there now. A route that cannot be
 * used holds its tickets; only one that says so falls back to the default (AX19).
 */
export function chooseRoute(input: RouteInput): Decided<Route> & { block: Block | undefined } {
  const { project, connection, own, standard } = input
  const standardName = `The default route of ${connection.name}`
  if (!own || !project) {
    const because = project
      ? `Project “${project.name}” has no route of its own, so the default route of ${connection.name} is used.`
      : `The ticket has no project, so the default route of ${connection.name} is used.`
    const reason: Reason = { rule: 'default route', because, input: { project: project?.key ?? null } }
    return { value: standard, reason, block: blockOf(standard, standardName) }
  }
  const block = blockOf(own, `The route of project “${project.name}”`)
  if (block && own.fallsBack) {
    const because = `${block.because} It is set to fall back, so the default route of ${connection.name} is used.`
    const reason: Reason = {
      rule: 'fall back to the default route',
      because,
      input: { project: project.key },
      setAside: [own.label],
      fallback: true,
    }
    return { value: standard, reason, block: blockOf(standard, standardName) }
  }
  const because = `Project “${project.name}” has a route of its own.`
  return { value: own, reason: { rule: 'project route', because, input: { project: project.key } }, block }
}
