import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pick } from '../ui/address.ts'
import { root } from './shell.tsx'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: pick('to', 'error'),
  component: lazyRouteComponent(() => import('../features/sign-in/page.tsx'), 'SignInPage'),
})

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('../features/reset-password/request-page.tsx'),
    'ForgottenPasswordPage',
  ),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password/$token',
  component: lazyRouteComponent(() => import('../features/reset-password/page.tsx'), 'ResetPasswordPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$secret',
  component: lazyRouteComponent(() => import('../features/invitation/page.tsx'), 'InvitationPage'),
})

const noWorkspace = createRoute({
  getParentRoute: () => root,
  path: '/no-workspace',
  component: lazyRouteComponent(() => import('../features/workspace/none-page.tsx'), 'NoWorkspacePage'),
})

/** For whoever is not in yet. */
export const entrancePages = [signIn, forgottenPassword, resetPassword, invitation, noWorkspace] as const

/** Whether an address is one of these. */
export const isEntrance = (path: string): boolean =>
  /^\/(?:sign-in|reset-password|invitation|no-workspace)(?:\/|$)/u.test(path)
