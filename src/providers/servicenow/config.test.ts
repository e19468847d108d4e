import { describe, expect, test } from 'vitest'
import { formOf } from '../form.ts'
import { serviceNowConfig, serviceNowDestination } from './config.ts'

const given = {
  instance: 'https://acme.service-now.com',
  username: 'crosstie.integration',
  password: 'pässwörd ',
}
const messageOf = (change: Partial<typeof given>) =>
  serviceNowConfig.safeParse({ ...given, ...change }).error?.issues[0]?.message ?? 'accepted'

describe('A17 · the instance', () => {
  test.each([
    'https://acme.service-now.com',
    ' https://acme.service-now.com/ ',
    'https://ACME.service-now.com/nav_to.do?uri=incident.do%3Fsys_id%3D1#top',
    'https://acme.service-now.com/now/nav/ui/classic/params/target/incident_list.do',
    'acme.service-now.com',
    'acme',
  ])('%s becomes the origin', (instance) => {
    expect(serviceNowConfig.parse({ ...given, instance }).instance).toBe('https://acme.service-now.com')
  })

  test('an address of the customer’s own is taken as it is', () => {
    const instance = 'https://support.acme.example/sp'
    expect(serviceNowConfig.parse({ ...given, instance }).instance).toBe('https://support.acme.example')
  })

  test.each([
    ['', 'https://your-instance.service-now.com'],
    ['not a url', 'https://your-instance.service-now.com'],
    ['ftp://acme.service-now.com', 'https://'],
    ['https://developer.servicenow.com/dev.do', 'page of ServiceNow itself'],
    ['https://hi.service-now.com/kb_view.do', 'page of ServiceNow itself'],
    ['https://support.servicenow.com', 'page of ServiceNow itself'],
    ['https://www.servicenow.com/now-platform', 'page of ServiceNow itself'],
    ['https://dev12345.servicenow.com', 'https://dev12345.service-now.com'],
    ['https://me:secret@acme.service-now.com', 'https://acme.service-now.com'],
  ])('%s is refused, and the message says what would be right', (instance, hint) => {
    expect(messageOf({ instance })).toContain(hint)
    expect(messageOf({ instance })).not.toContain('secret')
  })

  test('http is left to the address guard, for a simulator or a proxy inside', () => {
    const instance = 'http://127.0.0.1:4030/'
    expect(serviceNowConfig.parse({ ...given, instance }).instance).toBe('http://127.0.0.1:4030')
  })
})

test('A33 · the form asks for Instance URL, Username and Password, by these names', () => {
  expect(formOf(serviceNowConfig).map(({ title, type }) => [title, type])).toEqual([
    ['Instance URL', 'url'],
    ['Username', 'text'],
    ['Password', 'secret'],
  ])
})

test('A36 · the password is a secret, kept to the character', () => {
  expect(
    formOf(serviceNowConfig)
      .filter(({ secret }) => secret)
      .map(({ name }) => name),
  ).toEqual(['password'])
  expect(serviceNowConfig.parse(given).password).toBe('pässwörd ')
  expect(messageOf({ password: '' })).toMatch(/password/u)
  expect(messageOf({ password: 'two\nlines' })).toMatch(/line breaks/u)
})

test('A colon in the user name would end it in the sign-in', () => {
  expect(messageOf({ username: 'a:b' })).toMatch(/colon/u)
})

test('A44 · a route has a group, which is needed, and a category', () => {
  const group = '287ebd7da9fe198100f92cc8d1d2154e'
  expect(serviceNowDestination.parse({ assignmentGroup: ` ${group} ` })).toEqual({ assignmentGroup: group })
  expect(serviceNowDestination.safeParse({ assignmentGroup: 'Cloud' }).error?.issues[0]?.message).toMatch(
    /list/u,
  )
  expect(
    formOf(serviceNowDestination).map(({ name, required, choices }) => [name, required, choices]),
  ).toEqual([
    ['assignmentGroup', true, true],
    ['category', false, true],
  ])
})
