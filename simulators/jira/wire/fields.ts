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
import { attachmentBean } from './attachment.ts'
import { commentBean, personById } from './comment.ts'
import { customFieldsOf } from './custom-fields.ts'
import { personBean } from './person.ts'
import { jiraTime } from './time.ts'

/** How many comments Cloud puts into an issue when several are asked for at once: here the latest. */
export const embeddedComments = 20

/** The page of comments that comes inside an issue. */
function commentPage(base: string, state: JiraState, { issue, most }: { issue: Issue; most: number }) {
  const total = issue.comments.length
  const startAt = Math.max(0, total - most)
  const shown = issue.comments.slice(startAt)
  return {
    comments: shown.map((comment) => commentBean(comment, { base, state, issue })),
    self: `${base}/issue/${issue.id}/comment`,
    maxResults: most === Infinity ? total : most,
    total,
    startAt,
  }
}

/** All fields of an issue, as `fields=*all` shows them. */
export function issueFields(
  base: string,
  state: JiraState,
  { issue, mostComments = Infinity }: { issue: Issue; mostComments?: number },
): Record<string, unknown> {
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
    attachment: issue.attachments.map((file) => attachmentBean(base, state, file)),
    ...customFieldsOf(base, state, issue),
    comment: commentPage(base, state, { issue, most: mostComments }),
  }
}
