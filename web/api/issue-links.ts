import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { SupportTicket } from '../../src/http/contract/help-desk.ts'
import type { FoundIssue, IssueBox, IssuePreview, SetIssue } from '../../src/http/contract/issue-link.ts'
import { deskPath, type FieldValue } from './help-desk.ts'
import { request, withQuery } from './request.ts'

export type { FoundIssue, IssueBox, IssuePreview, MissingField } from '../../src/http/contract/issue-link.ts'

/** What can be done about a ticket’s issue at this moment. */
export const issueBoxQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['tickets', 'desk-issue', ticketId],
    queryFn: ({ signal }) => request<IssueBox>(`${deskPath(ticketId)}/issue`, { signal }),
  })

/** Not kept: the tracker is asked, and what it takes changes with every moment. */
export const issuePreviewQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['issue-preview', ticketId],
    queryFn: ({ signal }) =>
      request<IssuePreview>(`${deskPath(ticketId)}/issue/preview`, { method: 'POST', body: {}, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

export const foundIssuesQuery = (ticketId: string, wanted: { words: string; instanceId: string }) =>
  queryOptions({
    queryKey: ['found-issues', ticketId, wanted.instanceId, wanted.words],
    queryFn: async ({ signal }) => {
      const query = { q: wanted.words, instanceId: wanted.instanceId }
      const path = withQuery(`${deskPath(ticketId)}/issue/search`, query)
      return (await request<{ items: FoundIssue[] }>(path, { signal })).items
    },
    // Not those of another instance: a key may be there too, and be another issue.
    placeholderData: (before, query) => (query?.queryKey[2] === wanted.instanceId ? before : undefined),
    retry: false,
    refetchOnWindowFocus: false,
  })

function setIssue(ticketId: string, body: z.input<typeof SetIssue>) {
  return request<SupportTicket>(`${deskPath(ticketId)}/issue`, { method: 'POST', body })
}

/** @param values for fields that the tracker requires and nothing else fills, by its ids */
export function createIssue(ticketId: string, values: Record<string, FieldValue>) {
  return setIssue(ticketId, { new: true, values })
}

export function linkIssue(ticketId: string, of: { key: string; instanceId: string; replace: boolean }) {
  const { instanceId, ...rest } = of
  return setIssue(ticketId, instanceId ? { ...rest, instanceId } : rest)
}

export function unlinkIssue(ticketId: string) {
  return request<SupportTicket>(`${deskPath(ticketId)}/issue`, { method: 'DELETE' })
}
