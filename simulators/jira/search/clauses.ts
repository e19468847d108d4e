import { findIssue, findProject, may } from '../issues/find.ts'
import { invalid } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Issue } from '../state/model.ts'
import { statusCategoryName } from '../wire/catalogue.ts'
import { jqlDate } from './dates.ts'
import { textTest } from './words.ts'
import type { Clause } from './parse.ts'

export type Test = (issue: Issue) => boolean

const aliases: Record<string, string> = { issuekey: 'key', issue: 'key', id: 'key', type: 'issuetype' }

/** Turns a clause into a test; what Jira would refuse is refused here, in Jira's words. */
export function clauseTest(site: Site, clause: Clause): Test {
  const field = aliases[clause.field] ?? clause.field
  if (field === 'updated' || field === 'created') return dateTest(site, field, clause)
  if (clause.operator === '~') return textTest(clause)
  const reader = readers[field]
  if (!reader) {
    throw invalid(`Field '${clause.field}' does not exist or you do not have permission to view it.`)
  }
  if (!['=', '!=', 'in'].includes(clause.operator)) {
    throw invalid(`The operator '${clause.operator}' is not supported by the '${clause.field}' field.`)
  }
  const wanted = new Set(clause.values.map((value) => reader.resolve(site, value)))
  const has: Test = (issue) => reader.read(site, issue).some((value) => wanted.has(value))
  return clause.operator === '!=' ? (issue) => !has(issue) : has
}

interface Reader {
  /** The searched value in the form that `read` gives; refuses one that does not exist. */
  resolve: (site: Site, value: string) => string
  read: (site: Site, issue: Issue) => string[]
}

const readers: Record<string, Reader> = {
  project: {
    resolve: ({ state }, value) => {
      const named = state.projects.find(({ name }) => name.toLowerCase() === value.toLowerCase())
      const project = findProject(state, value) ?? named
      if (!project || !may(state, 'BROWSE_PROJECTS', project.id)) throw unknownValue(value, 'project')
      return project.id
    },
    read: (_, issue) => [issue.projectId],
  },
  key: {
    resolve: ({ state }, value) => {
      const issue = findIssue(state, value)
      if (!issue || !may(state, 'BROWSE_PROJECTS', issue.projectId)) {
        throw invalid(`An issue with key '${value}' does not exist for field 'key'.`)
      }
      return issue.id
    },
    read: (_, issue) => [issue.id],
  },
  /** Labels are compared without regard to case. */
  labels: {
    resolve: (_, value) => value.toLowerCase(),
    read: (_, issue) => issue.labels.map((label) => label.toLowerCase()),
  },
  status: {
    resolve: ({ state }, value) => known(state.statuses, value, 'status'),
    read: (_, issue) => [issue.statusId],
  },
  issuetype: {
    resolve: ({ state }, value) => known(state.issueTypes, value, 'issuetype'),
    read: (_, issue) => [issue.typeId],
  },
  statuscategory: {
    resolve: (_, value) => value.toLowerCase(),
    read: ({ state }, issue) => {
      const { category } = byId(state.statuses, issue.statusId)
      return [category, statusCategoryName(category).toLowerCase()]
    },
  },
}

function known(entries: { id: string; name: string }[], value: string, field: string): string {
  const entry = entries.find(({ id, name }) => id === value || name.toLowerCase() === value.toLowerCase())
  if (!entry) throw unknownValue(value, field)
  return entry.id
}

function unknownValue(value: string, field: string) {
  return invalid(`The value '${value}' does not exist for the field '${field}'.`)
}

function dateTest(site: Site, field: 'updated' | 'created', { operator, values }: Clause): Test {
  const [value = ''] = values
  const step = site.state.edition === 'cloud' ? 1 : 1000
  const at = (issue: Issue) => issue[field] - (issue[field] % step)
  const asked = jqlDate(value, { now: site.now().getTime(), timeZone: site.state.me.timeZone })
  if (asked === undefined) {
    throw invalid(
      `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    )
  }
  const moment = asked - (asked % step)
  const comparisons: Record<string, Test> = {
    '>=': (issue) => at(issue) >= moment,
    '>': (issue) => at(issue) > moment,
    '<=': (issue) => at(issue) <= moment,
    '<': (issue) => at(issue) < moment,
    '=': (issue) => at(issue) === moment,
  }
  const comparison = comparisons[operator]
  if (!comparison) throw invalid(`The operator '${operator}' is not supported by the '${field}' field.`)
  return comparison
}
