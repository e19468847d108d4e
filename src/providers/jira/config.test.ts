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

const onServer = {
  edition: 'Server or Data Center',
  site: 'https://jira.acme.example:8443/jira',
  token: 'abc',
  defaultProjectKey: 'INFRA',
}
const complaints = (config: object) =>
  jiraConfig.safeParse(config).error?.issues.map(({ path, message }) => [path[0], message]) ?? []

describe('C25 · the address of a Server or Data Center', () => {
  test.each([
    ['https://jira.acme.example', 'https://jira.acme.example'],
    ['http://jira:8080/', 'http://jira:8080'],
    ['https://jira.acme.example:8443/jira/', 'https://jira.acme.example:8443/jira'],
    ['https://acme.example/tools/jira/browse/INFRA-1?x=y', 'https://acme.example/tools/jira'],
    ['https://acme.example/jira/secure/Dashboard.jspa', 'https://acme.example/jira'],
    ['https://acme.example/jira/login.jsp', 'https://acme.example/jira'],
    ['https://acme.example/projects/INFRA/summary', 'https://acme.example'],
    ['jira.acme.example/jira', 'https://jira.acme.example/jira'],
  ])('%s becomes %s, with protocol, port and path', (site, whole) => {
    expect(jiraConfig.parse({ ...onServer, site }).site).toBe(whole)
  })

  test('one name without a protocol is not enough', () => {
    expect(complaints({ ...onServer, site: 'jira' })).toEqual([
      ['site', expect.stringContaining('https://jira.example.com:8443/jira')],
    ])
  })

  test('a Cloud site is recognised', () => {
    expect(complaints({ ...onServer, site: 'https://acme.atlassian.net' })).toEqual([
      ['site', expect.stringContaining('choose Cloud')],
    ])
  })
})

test('C27, CX9 · a user name stands beside a password, nothing beside a personal access token', () => {
  expect(complaints(onServer)).toEqual([])
  expect(complaints({ ...onServer, userName: 'crosstie', token: 'pass word' })).toEqual([])
  expect(complaints({ ...onServer, token: 'a b' })).toEqual([['token', expect.stringContaining('no spaces')]])
  expect(complaints({ ...onServer, userName: 'a:b' })).toEqual([
    ['userName', expect.stringContaining('access token')],
  ])
})

test('C27 · an e-mail address is refused on Server, with the words that say why', () => {
  expect(complaints({ ...onServer, userName: 'ada@acme.example' })).toEqual([
    ['userName', expect.stringMatching(/e-mail address.*do not take to sign in.*user name/)],
  ])
  expect(complaints({ ...onServer, email: 'ada@acme.example' })).toEqual([
    ['email', expect.stringMatching(/take none to sign in/)],
  ])
})

test('C28, C29 · Cloud needs the whole e-mail address and a token, and no user name', () => {
  const cloud = { ...given, edition: 'Cloud' }
  expect(complaints(cloud)).toEqual([])
  expect(complaints({ ...cloud, email: undefined })).toEqual([
    ['email', expect.stringMatching(/whole e-mail/)],
  ])
  expect(complaints({ ...cloud, token: '' })).toMatchObject([['token', expect.stringMatching(/API token/)]])
  expect(complaints({ ...cloud, userName: 'ada' })).toEqual([['userName', expect.stringMatching(/e-mail/)]])
})

test('What is wrong in several fields is told at once', () => {
  const wrong = complaints({ site: 'ftp://x.y', email: 7, token: '', defaultProjectKey: '1' })
  expect(new Set(wrong.map(([field]) => field))).toEqual(
    new Set(['site', 'email', 'token', 'defaultProjectKey']),
  )
})
