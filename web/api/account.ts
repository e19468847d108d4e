import { queryOptions } from '@tanstack/react-query'
import type {
  Account,
  BackupCodes,
  BegunTwoFactor,
  ChangePassword,
  Session,
} from '../../src/http/contract/people.ts'
import { hasStatus } from './problem.ts'
import { request } from './request.ts'

export type { Account, BegunTwoFactor, Session } from '../../src/http/contract/people.ts'

const base = '/auth/account'
const post = <T>(path: string, body: unknown) => request<T>(`${base}${path}`, { method: 'POST', body })

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<Account>(base, { signal }),
})

/** Who is signed in, if anybody is. For pages that need nobody to be. */
export const visitorQuery = queryOptions({
  queryKey: ['visitor'],
  queryFn: async ({ signal }) => {
    try {
      return await request<Account>(base, { signal })
    } catch (error) {
      if (hasStatus(error, 401)) return null
      throw error
    }
  },
})

export const renameAccount = (name: string) => request<Account>(base, { method: 'PATCH', body: { name } })

export const changePassword = (body: ChangePassword) => post<void>('/password', body)

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async ({ signal }) => (await request<{ items: Session[] }>(`${base}/sessions`, { signal })).items,
})

export const endSession = (id: string) =>
  request<void>(`${base}/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** Also the session that asks. */
export const endAllSessions = () => request<void>(`${base}/sessions`, { method: 'DELETE' })

export const beginTwoFactor = (password: string) => post<BegunTwoFactor>('/two-factor', { password })

export const confirmTwoFactor = (code: string) => post<void>('/two-factor/confirm', { code })

export const disableTwoFactor = (password: string) => post<void>('/two-factor/disable', { password })

export const newBackupCodes = async (password: string) =>
  (await post<BackupCodes>('/two-factor/backup-codes', { password })).backupCodes

export const leaveWorkspace = () => request<void>('/v1/me/leave', { method: 'POST', body: {} })
