import { plainDocument, type AdfDocument } from './adf/model.ts'
import { attachFiles } from './files/routes.ts'
import { addComment, editComment, removeComment } from './issues/comments.ts'
import { createIssue } from './issues/create.ts'
import { editIssue } from './issues/edit.ts'
import { findIssue, findProject } from './issues/find.ts'
import { moveIssue } from './issues/move.ts'
import { removeIssue } from './issues/remove.ts'
import { availableTransitions, transitionIssue } from './issues/transition.ts'
import { changeIssue } from './issues/write.ts'
import { readWiki } from './server/wiki.ts'
import type { Site } from './site.ts'
import { allCustomFields } from './state/custom-fields.ts'
import { byIdOrName } from './state/lookup.ts'
import type { Attachment, Comment, Issue, Person } from './state/model.ts'

/** How a person comments; without anything, for everybody to see. */
export interface CommentAs {
  /** A person's name; else the first of the team. */
  by?: string
  /** Only for this project role. */
  role?: string
  /** Only for this group. */
  group?: string
  /** A service desk’s note that customers do not see. */
  internal?: boolean
}

/** A text: on a server wiki markup; on Cloud plain lines, or a document. */
export type TeamText = string | AdfDocument

/**
 * What people of the team do in Jira, with its webhooks and its changelog. Issues are named by key or id. Whatever does not
 * exist throws.
 */
export interface Team {
  /** A new task. */
  create(project: string, summary: string): Issue
  comment(issue: string, text: TeamText, as?: CommentAs): Comment
  editComment(issue: string, comment: string, text: TeamText): Comment
  removeComment(issue: string, comment: string): void
  /** Restricts a comment that is there, or opens it. */
  restrictComment(issue: string, comment: string, as: CommentAs): Comment
  move(issue: string, project: string): Issue
  changeType(issue: string, type: string): Issue
  /** By the field's id, or a name that only one has, in the form of the REST API; a text of a person is a user's name. */
  setField(issue: string, field: string, value: unknown): Issue
  /** By the transition's or the new status's name. */
  transition(issue: string, to: string): Issue
  attach(issue: string, file: Pick<Attachment, 'name' | 'mediaType'> & { content: Uint8Array }): Attachment
  remove(issue: string): void
}

function there<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The simulated Jira has no ${what}.`)
  return found
}

function personOf({ state }: Site, name?: string): Person {
  if (name !== undefined)
    return there(
      state.people.find((one) => one.name === name),
      `person ${name}`,
    )
  return state.people.find((person) => person !== state.me) ?? state.me
}

function documentOf({ state }: Site, text: TeamText): AdfDocument {
  if (typeof text !== 'string') return text
  return state.edition === 'cloud' ? plainDocument(text) : readWiki(text)
}

function visibilityOf({ role, group }: CommentAs): Pick<Comment, 'visibility'> {
  if (role !== undefined) return { visibility: { type: 'role', value: role } }
  return group === undefined ? {} : { visibility: { type: 'group', value: group } }
}

export function teamOf(site: Site): Team {
  const { state } = site
  const issueOf = (name: string) => there(findIssue(state, name), `issue ${name}`)
  const now = (issue: Issue) => issueOf(issue.id)
  const commentOf = (issue: Issue, id: string) =>
    there(
      issue.comments.find((comment) => comment.id === id),
      `comment ${id}`,
    )

  return {
    create(project, summary) {
      const fields = { project: { key: project }, issuetype: { name: 'Task' }, summary }
      return createIssue(site, { fields }, personOf(site))
    },
    comment(name, text, as = {}) {
      const draft = {
        body: documentOf(site, text),
        internal: as.internal === true,
        properties: as.internal ? { 'sd.public.comment': { internal: true } } : {},
        ...visibilityOf(as),
      }
      return addComment(site, issueOf(name), { draft, actor: personOf(site, as.by) })
    },
    editComment(name, id, text) {
      const issue = issueOf(name)
      const change = { comment: commentOf(issue, id), draft: { body: documentOf(site, text) } }
      return editComment(site, issue, { ...change, actor: personOf(site) })
    },
    removeComment(name, id) {
      const issue = issueOf(name)
      removeComment(site, issue, commentOf(issue, id))
    },
    restrictComment(name, id, as) {
      const issue = issueOf(name)
      const { visibility: _open, ...rest } = commentOf(issue, id)
      const comment = { ...rest, internal: as.internal === true, ...visibilityOf(as) }
      return editComment(site, issue, {
        comment,
        draft: { body: comment.body },
        actor: personOf(site, as.by),
      })
    },
    move(name, project) {
      const to = there(findProject(state, project), `project ${project}`)
      return moveIssue(site, issueOf(name), { to, actor: personOf(site) })
    },
    changeType(name, type) {
      const { id } = there(byIdOrName(state.issueTypes, { name: type }), `type ${type}`)
      const change = { patch: { typeId: id }, actor: personOf(site), eventType: 'issue_updated' }
      return changeIssue(site, issueOf(name), change)
    },
    setField(name, field, value) {
      const issue = issueOf(name)
      const named = allCustomFields(state).filter((one) => one.name === field)
      const id = named.length === 1 ? (named[0]?.id ?? field) : field
      const kind = allCustomFields(state).find((one) => one.id === id)?.kind
      const wire =
        kind === 'user' && typeof value === 'string' ? { accountId: personOf(site, value).accountId } : value
      const text = kind === 'paragraph' && typeof wire === 'string' ? documentOf(site, wire) : wire
      editIssue(site, issue, { body: { fields: { [id]: text } }, actor: personOf(site) })
      return now(issue)
    },
    transition(name, to) {
      const issue = issueOf(name)
      const status = state.statuses.find((one) => one.name === to)
      const found = availableTransitions(state, issue).find((one) => one.name === to || one.to === status?.id)
      const { id, requires } = there(found, `transition to ${to}`)
      const resolution = requires.includes('resolution') ? { name: 'Done' } : undefined
      return transitionIssue(site, issue, { transitionId: id, actor: personOf(site), resolution })
    },
    attach(name, { content, ...file }) {
      const files = [{ ...file, content: Buffer.from(content) }]
      const [made] = attachFiles(site, issueOf(name), { files, actor: personOf(site) })
      return there(made, 'file')
    },
    remove(name) {
      removeIssue(site, issueOf(name), personOf(site))
    },
  }
}
