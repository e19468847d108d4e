import { notFound, type JiraError } from '../rest/answer.ts'
import type { Issue, JiraState, PermissionKey, Project } from '../state/model.ts'

/** By id, by key (in any case), or by a key it had before it was moved. */
export function findIssue(state: JiraState, idOrKey: string): Issue | undefined {
  return state.issues.get(state.keys.get(idOrKey.toUpperCase()) ?? idOrKey)
}

export function issueMissing(): JiraError {
  return notFound('Issue does not exist or you do not have permission to see it.')
}

/** The issue, if the account may see it; otherwise Jira's 404. */
export function visibleIssue(state: JiraState, idOrKey: string): Issue {
  const issue = findIssue(state, idOrKey)
  if (!issue || !may(state, 'BROWSE_PROJECTS', issue.projectId)) throw issueMissing()
  return issue
}

export function findProject(state: JiraState, idOrKey: string): Project | undefined {
  const key = idOrKey.toUpperCase()
  return state.projects.find((project) => project.id === idOrKey || project.key === key)
}

/** Whether the account holds a permission, on the site and in the project. */
export function may(state: JiraState, key: PermissionKey, projectId: string): boolean {
  const project = state.projects.find((candidate) => candidate.id === projectId)
  return state.permissions[key] && (project?.permissions[key] ?? true)
}
