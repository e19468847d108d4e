import type { Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Issue, JiraState, Person, Project } from '../state/model.ts'
import { changeIssue } from './write.ts'

export function giveKey(state: JiraState, project: Project, issueId: string): string {
  project.lastNumber += 1
  const key = `${project.key}-${project.lastNumber}`
  state.keys.set(key, issueId)
  return key
}

/** Takes an issue to another project: a new key, the same id; the old key keeps leading to it. */
export function moveIssue(site: Site, issue: Issue, { to, actor }: { to: Project; actor: Person }): Issue {
  const { state } = site
  if (to.id === issue.projectId) return issue
  const { components } = byId(state.projects, issue.projectId)
  const names = new Set(issue.componentIds.map((id) => byId(components, id).name))
  return changeIssue(site, issue, {
    patch: {
      key: giveKey(state, to, issue.id),
      projectId: to.id,
      componentIds: to.components.filter(({ name }) => names.has(name)).map(({ id }) => id),
    },
    actor,
    eventType: 'issue_moved',
  })
}
