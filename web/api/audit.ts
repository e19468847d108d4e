import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AuditEntry, AuditVerification } from '../../src/http/contract/audit.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { startOf } from './log.ts'
import { request, withQuery } from './request.ts'

export type { AuditEntry, AuditVerification } from '../../src/http/contract/audit.ts'

/** `from` and `to` are days of the reader’s own calendar, the last one taken in. */
export type AuditSearch = Partial<Record<'action' | 'actor' | 'target' | 'from' | 'to' | 'after', string>>

export const auditQuery = ({ from, to, ...same }: AuditSearch) =>
  queryOptions({
    queryKey: ['audit', { from, to, ...same }],
    queryFn: ({ signal }) =>
      request<Page<AuditEntry>>(
        withQuery('/v1/audit', { ...same, from: startOf(from, 0), until: startOf(to, 1), limit: 50 }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  })

export const verifyAudit = () => request<AuditVerification>('/v1/audit/verify', { method: 'POST', body: {} })

export const auditFile = '/v1/audit.jsonl'
