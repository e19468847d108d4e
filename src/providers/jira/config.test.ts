import { describe, expect, test } from 'vitest'
import { jiraConfig, jiraDestination } from './config.ts'

const given = {
  site: 'https://acme.atlassian.net',
  email: 'hub@acme.example',
  token: 'abc',
  defaultProjectKey: 'INFRA',
}
const messageOf = (change: Partial<typeof given>) =>
  jiraConfig.safeParse({ ...given, ...change }).error?.issues[0]?.message ?? 'accepted'

describe('A15 · the site', () => {
  test.each([
    'https://acme.atlassian.net',
    ' https://acme.atlassian.net/ ',
    'https://ACME.atlassian.net/jira/software/projects/INFRA/boards/1?x=y#z',
    'acme.atlassian.net',
  ])('%s becomes the origin', (site) => {
    expect(jiraConfig.parse({ ...given, site }).site).toBe('https://acme.atlassian.net')
  })

  test.each([
    ['acme', 'https://acme.atlassian.net'],
    ['', 'https://your-domain.atlassian.net'],
    ['not a url', 'https://your-domain.atlassian.net'],
    ['ftp://acme.atlassian.net', 'https://'],
    ['https://id.atlassian.com/manage-profile', 'your own site'],
    ['https://me:secret@acme.atlassian.net', 'https://acme.atlassian.net'],
  ])('%s is refused, and the message says what would be right', (site, hint) => {
    expect(messageOf({ site })).toContain(hint)
    expect(messageOf({ site })).not.toContain('secret')
  })

  test('http is left to the address guard, for a simulator or a proxy inside', () => {
    expect(jiraConfig.parse({ ...given, site: 'http://127.0.0.1:4010/' }).site).toBe('http://127.0.0.1:4010')
  })
})

test('A16 · e-mail and token are asked for in words', () => {
  expect(messageOf({ email: 'ada' })).toMatch(/e-mail/u)
  expect(messageOf({ token: ' ' })).toMatch(/API tokens/u)
})

test('A30 · the default project key is taken in any case, and must look like one', () => {
  expect(jiraConfig.parse({ ...given, defaultProjectKey: ' infra ' }).defaultProjectKey).toBe('INFRA')
  expect(messageOf({ defaultProjectKey: 'INFRA-12' })).toContain('INFRA')
})

test('AX8 · a destination without a type is a Task', () => {
  expect(jiraDestination.parse({ project: 'infra' })).toEqual({ project: 'INFRA', issueType: 'Task' })
})
