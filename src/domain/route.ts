import type { Decided } from './reason.ts'

export interface RouteInput {
  project: { key: string; name: string } | null
  connection: { name: string; destination: Record<string, unknown> }
}

/** Where in the tracker a ticket's issue goes (A46, AX5). */
export function chooseRoute({ project, connection }: RouteInput): Decided<Record<string, unknown>> {
  const because = project
    ? `Project “${project.name}” has no route of its own, so the default route of ${connection.name} is used.`
    : `The ticket has no project, so the default route of ${connection.name} is used.`
  const input = { project: project?.key ?? null }
  return { value: connection.destination, reason: { rule: 'default route', because, input } }
}
