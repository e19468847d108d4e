import type {
  Component,
  IssueType,
  JiraState,
  Priority,
  Project,
  Resolution,
  Status,
  StatusCategoryKey,
} from '../state/model.ts'
import { avatarUrls, personBean } from './person.ts'

/*
 * The parts that issues refer to, as Jira shows them. `base` is the root of the API that the links point to:
 * `…/rest/api/3` in answers, `…/rest/api/2` in webhooks.
 */

export function projectBean(base: string, project: Project) {
  return {
    self: `${base}/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    avatarUrls: avatarUrls(base, `projectavatar?pid=${project.id}`),
  }
}

export function projectDetails(base: string, state: JiraState, project: Project) {
  return {
    ...projectBean(base, project),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    style: 'classic',
    isPrivate: false,
    properties: {},
    description: '',
    lead: personBean(base, state.people[1] ?? state.me),
    issueTypes: state.issueTypes.map((type) => issueTypeBean(base, type)),
    components: project.components.map((component) => componentBean(base, component)),
    assigneeType: 'UNASSIGNED',
    versions: [],
  }
}

export function issueTypeBean(base: string, type: IssueType) {
  return {
    self: `${base}/issuetype/${type.id}`,
    id: type.id,
    description: type.description,
    iconUrl: `${new URL(base).origin}/images/icons/issuetypes/${type.name.toLowerCase()}.svg`,
    name: type.name,
    subtask: false,
    hierarchyLevel: 0,
  }
}

export function componentBean(base: string, component: Component) {
  return { self: `${base}/component/${component.id}`, id: component.id, name: component.name }
}

export function priorityBean(base: string, priority: Priority) {
  return {
    self: `${base}/priority/${priority.id}`,
    iconUrl: `${new URL(base).origin}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
    name: priority.name,
    id: priority.id,
  }
}

export function resolutionBean(base: string, resolution: Resolution) {
  return {
    self: `${base}/resolution/${resolution.id}`,
    id: resolution.id,
    description: '',
    name: resolution.name,
  }
}

const categories: Record<StatusCategoryKey, { id: number; colorName: string; name: string }> = {
  new: { id: 2, colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, colorName: 'green', name: 'Done' },
}

export function statusCategoryName(key: StatusCategoryKey): string {
  return categories[key].name
}

export function statusBean(base: string, status: Status) {
  const { id, colorName, name } = categories[status.category]
  return {
    self: `${base}/status/${status.id}`,
    description: '',
    iconUrl: `${new URL(base).origin}/`,
    name: status.name,
    id: status.id,
    statusCategory: { self: `${base}/statuscategory/${id}`, id, key: status.category, colorName, name },
  }
}
