import { queryOptions } from '@tanstack/react-query'
import type {
  ResetPassword,
  SignedIn,
  SignIn,
  SignInCode,
  SignInOptions,
} from '../../src/http/contract/people.ts'
import { request } from './request.ts'

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => request<SignInOptions>('/auth/options', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

const post = <T>(path: string, body: unknown) => request<T>(`/auth/${path}`, { method: 'POST', body })

export const signIn = (body: SignIn) => post<SignedIn>('sign-in/email', body)

export const signInWithCode = (body: SignInCode) => post<SignedIn>('sign-in/two-factor', body)

/** Answers where the browser goes next. */
export const beginSingleSignOn = (to: string) => post<{ url: string }>('single-sign-on', { to })

/** Answers the same words whether there is such an account. */
export const requestPasswordReset = (email: string) =>
  post<{ detail: string }>('request-password-reset', { email })

export const resetPassword = (body: ResetPassword) => post<void>('reset-password', body)
