import { invalid, invalidFields } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { byId, byIdOrName } from '../state/lookup.ts'
import type { Issue, JiraState, Person, Transition } from '../state/model.ts'
import { defaultResolutionId } from '../state/workflow.ts'
import { changeIssue } from './write.ts'

export function availableTransitions(state: JiraState, issue: Issue): Transition[] {
  return state.transitions.filter((transition) => transition.from.includes(issue.statusId))
}

/** Moves an issue along its workflow. Entering a done status sets a resolution, leaving one clears it. */
export function transitionIssue(
  site: Site,
  issue: Issue,
  move: { transitionId: string; actor: Person; resolution?: Record<string, unknown> | undefined },
): Issue {
  const { state } = site
  const transition = availableTransitions(state, issue).find(({ id }) => id === move.transitionId)
  if (!transition) throw invalid(`Transition id '${move.transitionId}' is not valid for this issue.`)
  if (move.resolution && !transition.requires.includes('resolution')) {
    throw invalidFields({
      resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
    })
  }
  const asked = byIdOrName(state.resolutions, move.resolution)
  if (transition.requires.includes('resolution') && !asked) {
    throw invalidFields({
      resolution: move.resolution ? 'Resolution is invalid.' : 'Resolution is required.',
    })
  }
  const isDone = byId(state.statuses, transition.to).category === 'done'
  const wasDone = issue.resolved !== null
  const patch: Partial<Issue> = {
    statusId: transition.to,
    resolutionId: isDone ? (asked?.id ?? defaultResolutionId) : null,
    resolved: isDone ? (wasDone ? issue.resolved : site.now().getTime()) : null,
  }
  return changeIssue(site, issue, { patch, actor: move.actor, eventType: 'issue_generic' })
}
