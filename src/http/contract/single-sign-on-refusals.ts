/** Single sign-on that was refused comes back to `/sign-in?error=<one of these>`. */
export const singleSignOnRefusals = {
  stranger:
    'Nobody has invited this e-mail address here. Ask an administrator of your workspace for an invitation.',
  unverified:
    'The identity provider does not say that your e-mail address is verified. Have it verified there, then sign in again.',
  expired: 'Signing in took too long, or was begun in another window. Sign in again.',
  declined: 'The identity provider did not let you in. Sign in again, or ask who runs it.',
  failed: 'The identity provider did not answer as it should. Try again; the hub’s log has the details.',
} as const
export type SingleSignOnRefusal = keyof typeof singleSignOnRefusals
