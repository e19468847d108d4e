import { describe, expect, test } from 'vitest'
import { formOf } from '../form.ts'
import { adoConfig, adoDestination } from './config.ts'

const given = { organization: 'https://dev.azure.com/contoso', token: 'abc' }
const messageOf = (change: Partial<typeof given>) =>
  adoConfig.safeParse({ ...given, ...change }).error?.issues[0]?.message ?? 'accepted'
const addressOf = (organization: string) => adoConfig.parse({ ...given, organization }).organization

test('A26 · the form asks for the Organization URL and the Personal Access Token', () => {
  const fields = formOf(adoConfig).map(({ title, type, required }) => [title, type, required])
  expect(fields).toEqual([
    ['Organization URL', 'url', true],
    ['Personal Access Token', 'secret', true],
  ])
})

describe('A11 · the organisation', () => {
  test.each([
    'https://dev.azure.com/contoso',
    ' https://dev.azure.com/contoso/ ',
    'HTTPS://DEV.azure.com/contoso',
    'http://dev.azure.com/contoso',
    'dev.azure.com/contoso',
    'https://dev.azure.com/contoso/CloudOps/_boards/board/t/Team/Stories?x=y#z',
    'https://dev.azure.com/contoso/_apis/projects',
    'https://contoso@dev.azure.com/contoso/CloudOps/_git/repo',
  ])('%s is https://dev.azure.com/contoso', (address) => {
    expect(addressOf(address)).toBe('https://dev.azure.com/contoso')
  })

  test.each([
    'https://contoso.visualstudio.com',
    'https://Contoso.VisualStudio.com/DefaultCollection',
    'contoso.visualstudio.com/CloudOps/_workitems',
    'https://contoso@contoso.visualstudio.com/CloudOps',
  ])('the older form %s is kept', (address) => {
    expect(addressOf(address)).toBe('https://contoso.visualstudio.com')
  })

  test.each([
    ['https://tfs.contoso.example/DefaultCollection', 'https://tfs.contoso.example/DefaultCollection'],
    ['https://tfs.contoso.example/Main/CloudOps/_boards', 'https://tfs.contoso.example/Main'],
    ['https://tfs:8443/tfs/Main/CloudOps', 'https://tfs:8443/tfs/Main'],
    ['https://host/devops/DefaultCollection/CloudOps', 'https://host/devops/DefaultCollection'],
    ['https://host/Our%20Collection/', 'https://host/Our%20Collection'],
    ['http://127.0.0.1:4020/northwind', 'http://127.0.0.1:4020/northwind'],
  ])('of a server of one’s own, %s is %s', (address, collection) => {
    expect(addressOf(address)).toBe(collection)
  })

  test.each([
    ['', 'https://dev.azure.com/your-organization'],
    ['contoso', 'https://dev.azure.com/contoso'],
    ['not a url', 'https://dev.azure.com/your-organization'],
    ['ftp://dev.azure.com/contoso', 'https://'],
    ['https://dev.azure.com', 'name is missing'],
    ['https://dev.azure.com/_usersSettings/tokens', 'name is missing'],
    ['https://aex.dev.azure.com/me', 'your organisation'],
    ['https://portal.azure.com/#home', 'your organisation'],
    ['https://app.vssps.visualstudio.com/_signin', 'your organisation'],
    ['https://contoso.pkgs.visualstudio.com', 'your organisation'],
    ['https://www.visualstudio.com', 'your organisation'],
    ['https://login.microsoftonline.com/x', 'your organisation'],
    ['https://tfs.contoso.example', 'https://tfs.contoso.example/DefaultCollection'],
    ['https://tfs.contoso.example/tfs', 'https://tfs.contoso.example/tfs/DefaultCollection'],
    ['https://tfs.contoso.example/_home', 'https://tfs.contoso.example/DefaultCollection'],
    ['https://me:secret@dev.azure.com/contoso', 'https://dev.azure.com/contoso'],
    ['https://secret@dev.azure.com/contoso', 'https://dev.azure.com/contoso'],
  ])('%s is refused, and the message says what would be right', (organization, hint) => {
    expect(messageOf({ organization })).toContain(hint)
    expect(messageOf({ organization })).not.toContain('secret')
  })
})

describe('A10 · the token', () => {
  test('is trimmed', () => {
    expect(adoConfig.parse({ ...given, token: ' abc\n' }).token).toBe('abc')
  })

  test.each(['abc def', 'abc\ndef', 'a\tb'])('%j is refused: it was not copied as one piece', (token) => {
    expect(messageOf({ token })).toMatch(/one piece/u)
  })

  test('that is empty is asked for where it is made', () => {
    expect(messageOf({ token: ' ' })).toMatch(/Personal Access Tokens > New Token/u)
  })
})

describe('A42 · the destination', () => {
  test('AX8 · without a type is a Task', () => {
    expect(adoDestination.parse({ project: ' CloudOps ' })).toEqual({
      project: 'CloudOps',
      workItemType: 'Task',
    })
  })

  test.each([
    String.raw`CloudOps\AWS`,
    String.raw`\CloudOps\AWS\ `,
    'CloudOps/AWS',
    String.raw`CloudOps \ AWS`,
  ])('has the area path %s in backslash form', (areaPath) => {
    expect(adoDestination.parse({ project: 'CloudOps', areaPath }).areaPath).toBe(String.raw`CloudOps\AWS`)
  })

  test('area paths and types are lists of the project, areas as a tree', () => {
    expect(formOf(adoDestination)).toMatchObject([
      { name: 'project', type: 'select' },
      { name: 'areaPath', type: 'select', tree: '\\', dependsOn: ['project'], required: false },
      { name: 'workItemType', type: 'select', dependsOn: ['project'], default: 'Task' },
    ])
  })
})
