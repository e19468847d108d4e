import {
  componentBean,
  issueTypeBean,
  priorityBean,
  projectBean,
  resolutionBean,
  statusBean,
} from './catalogue.ts'
import { byId } from '../state/lookup.ts'
import type { Issue, JiraState } from '../state/model.ts'
import { commentBean, personById } from './comment.ts'
import { personBean } from './person.ts'
import { jiraTime } from './time.ts'

/** All fields of an issue, as `fields=*all` shows them. */
export function issueFields(base: string, state: JiraState, issue: Issue): Record<string, unknown> {
  const project = byId(state.projects, issue.projectId)
  const assignee = issue.assigneeId === null ? null : personById(state, issue.assigneeId)
  const reporter = personBean(base, personById(state, issue.reporterId))
  const resolution = state.resolutions.find((candidate) => candidate.id === issue.resolutionId)
  return {
    issuetype: issueTypeBean(base, byId(state.issueTypes, issue.typeId)),
    project: projectBean(base, project),
    summary: issue.summary,
    description: issue.description,
    status: statusBean(base, byId(state.statuses, issue.statusId)),
    priority: priorityBean(base, byId(state.priorities, issue.priorityId)),
    resolution: resolution ? resolutionBean(base, resolution) : null,
    resolutiondate: issue.resolved === null ? null : jiraTime(issue.resolved),
    assignee: assignee && personBean(base, assignee),
    reporter,
    creator: reporter,
    labels: issue.labels,
    components: issue.componentIds.map((id) => componentBean(base, byId(project.components, id))),
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    duedate: issue.dueDate,
    environment: null,
    fixVersions: [],
    versions: [],
    issuelinks: [],
    subtasks: [],
    attachment: [],
    ...issue.extra,
    comment: {
      comments: issue.comments.map((comment) => commentBean(comment, { base, state, issue })),
      self: `${base}/issue/${issue.id}/comment`,
      maxResults: issue.comments.length,
      total: issue.comments.length,
      startAt: 0,
    },
  }
}
