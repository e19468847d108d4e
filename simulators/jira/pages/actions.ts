import { plainDocument } from '../adf/model.ts'
import { addComment } from '../issues/comments.ts'
import { findProject } from '../issues/find.ts'
import { moveIssue } from '../issues/move.ts'
import { removeIssue } from '../issues/remove.ts'
import { transitionIssue } from '../issues/transition.ts'
import { changeIssue } from '../issues/write.ts'
import type { Site } from '../site.ts'
import type { Issue, Person } from '../state/model.ts'

type Action = (site: Site, issue: Issue, form: URLSearchParams) => Issue | undefined

/** Pages act as a person of the team, never as the account that the API is used with. */
function teamMember({ state }: Site): Person {
  return state.people.find((person) => person !== state.me) ?? state.me
}

/** What the forms of an issue's page do. The result is the issue to show, nothing when it is gone. */
export const actions: Record<string, Action> = {
  comment: (site, issue, form) => {
    const text = (form.get('text') ?? '').trim()
    if (text === '') return issue
    addComment(site, issue, { draft: { body: plainDocument(text) }, actor: teamMember(site) })
    return issue
  },
  transition: (site, issue, form) => {
    const transitionId = form.get('transition') ?? ''
    const asks = site.state.transitions.some(({ id, requires }) => id === transitionId && requires.length > 0)
    const resolution = asks ? { name: 'Done' } : undefined
    return transitionIssue(site, issue, { transitionId, actor: teamMember(site), resolution })
  },
  assign: (site, issue, form) => {
    const wanted = form.get('assignee') ?? ''
    const person = site.state.people.find(({ accountId }) => accountId === wanted)
    const patch = { assigneeId: person?.accountId ?? null }
    return changeIssue(site, issue, { patch, actor: teamMember(site), eventType: 'issue_assigned' })
  },
  move: (site, issue, form) => {
    const to = findProject(site.state, form.get('project') ?? '')
    return to ? moveIssue(site, issue, { to, actor: teamMember(site) }) : issue
  },
  delete: (site, issue) => {
    removeIssue(site, issue, teamMember(site))
    return undefined
  },
}
