import { renderAdf } from '../adf/html.ts'
import type { Comment, Issue, JiraState, Person } from '../state/model.ts'
import { personBean } from './person.ts'
import { jiraTime } from './time.ts'

interface CommentView {
  base: string
  state: JiraState
  issue: Issue
  expand?: string[]
}

/** A comment as the API shows it; its properties and HTML come only when they are asked for. */
export function commentBean(comment: Comment, view: CommentView) {
  const { base, state, issue, expand = [] } = view
  const author = personBean(base, personById(state, comment.authorId))
  return {
    self: `${base}/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author,
    body: comment.body,
    updateAuthor: personBean(base, personById(state, comment.updateAuthorId ?? comment.authorId)),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    jsdPublic: !comment.internal,
    ...(comment.visibility && {
      visibility: { ...comment.visibility, identifier: comment.visibility.value },
    }),
    ...(expand.includes('renderedBody') && { renderedBody: renderAdf(comment.body) }),
    ...(expand.includes('properties') && { properties: propertyList(comment.properties) }),
  }
}

function propertyList(properties: Record<string, unknown>): { key: string; value: unknown }[] {
  return Object.entries(properties).map(([key, value]) => ({ key, value }))
}

export function personById(state: JiraState, accountId: string): Person {
  return state.people.find((person) => person.accountId === accountId) ?? state.me
}
