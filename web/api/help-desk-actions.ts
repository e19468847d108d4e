import { infiniteQueryOptions } from '@tanstack/react-query'
import type {
  ChangeAction,
  NewAction,
  SupportAction,
  SupportAttachment,
} from '../../src/http/contract/help-desk-actions.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import type { TicketEvent } from '../../src/http/contract/ticket.ts'
import { deskPath } from './help-desk.ts'
import { ApiError, problemOf, unreachable } from './problem.ts'
import { request, withQuery } from './request.ts'

export type {
  ChangeAction,
  NewAction,
  SupportAction,
  SupportAttachment,
} from '../../src/http/contract/help-desk-actions.ts'
export type Visibility = SupportAction['visibility']

const most = 200

/** Oldest first; each further page is newer. */
export const actionsQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'desk-actions', ticketId],
    queryFn: ({ signal, pageParam }) =>
      request<Page<SupportAction>>(
        withQuery(`${deskPath(ticketId)}/actions`, { limit: most, after: pageParam || undefined }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

/** @param of.key the same key writes the same action, however often it is sent */
export function addAction(ticketId: string, of: { action: NewAction; key: string }) {
  return request<SupportAction>(`${deskPath(ticketId)}/actions`, {
    method: 'POST',
    body: of.action,
    headers: { 'idempotency-key': of.key },
  })
}

const actionPath = (ticketId: string, id: string) => `${deskPath(ticketId)}/actions/${encodeURIComponent(id)}`

export function changeAction(ticketId: string, { id, change }: { id: string; change: ChangeAction }) {
  return request<SupportAction>(actionPath(ticketId, id), { method: 'PATCH', body: change })
}

export function removeAction(ticketId: string, id: string) {
  return request<void>(actionPath(ticketId, id), { method: 'DELETE' })
}

/** Oldest first; each further page is newer. */
export const filesQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'desk-files', ticketId],
    queryFn: ({ signal, pageParam }) =>
      request<Page<SupportAttachment>>(
        withQuery(`${deskPath(ticketId)}/attachments`, { limit: most, after: pageParam || undefined }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

const filePath = (ticketId: string, id: string) =>
  `${deskPath(ticketId)}/attachments/${encodeURIComponent(id)}`

export const contentPath = (ticketId: string, id: string) => `${filePath(ticketId, id)}/content`

export function removeFile(ticketId: string, id: string) {
  return request<void>(filePath(ticketId, id), { method: 'DELETE' })
}

interface Upload {
  file: File
  visibility: Visibility
  /** The action that it belongs to. */
  actionId?: string
  /** The same key stores the same file, however often it is sent. */
  key: string
}

/** What stands before the file is known before it: a large one is refused early. */
export async function addFile(ticketId: string, { file, visibility, actionId, key }: Upload) {
  const form = new FormData()
  form.append('visibility', visibility)
  if (actionId) form.append('actionId', actionId)
  form.append('file', file, file.name)
  const answer = await fetch(`${deskPath(ticketId)}/attachments`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'idempotency-key': key },
    body: form,
  }).catch(() => undefined)
  if (!answer) throw new ApiError(unreachable)
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw new ApiError(problemOf(answer.status, body))
  return body as SupportAttachment
}

/** Newest first; each further page is older. */
export const historyQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'desk-history', ticketId],
    queryFn: ({ signal, pageParam }) =>
      request<Page<TicketEvent>>(
        withQuery(`${deskPath(ticketId)}/history`, { limit: 50, after: pageParam || undefined }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export const historyFile = (ticketId: string) => `${deskPath(ticketId)}/history.csv`
