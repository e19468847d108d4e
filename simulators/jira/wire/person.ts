import type { Person } from '../state/model.ts'

export function personBean(base: string, person: Person) {
  return {
    self: `${base}/user?accountId=${person.accountId}`,
    accountId: person.accountId,
    accountType: 'atlassian',
    emailAddress: person.email,
    avatarUrls: avatarUrls(base, `useravatar?ownerId=${person.accountId}`),
    displayName: person.name,
    active: true,
    timeZone: person.timeZone,
  }
}

export function avatarUrls(base: string, picture: string): Record<string, string> {
  const site = new URL(base).origin
  const sizes = { '48x48': 'large', '32x32': 'medium', '24x24': 'small', '16x16': 'xsmall' }
  return Object.fromEntries(
    Object.entries(sizes).map(([pixels, size]) => [pixels, `${site}/secure/${picture}&size=${size}`]),
  )
}
