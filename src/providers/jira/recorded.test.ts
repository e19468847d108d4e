import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { issueOf } from './map.ts'
import { jiraWebhook } from './webhook.ts'
import { wireIssue } from './wire.ts'

const folder = new URL('../../../../shared/contracts/jira/', import.meta.url)
const there = existsSync(folder)
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')
const webhooks = there ? readdirSync(new URL('webhooks/', folder)) : []

describe.skipIf(!there)('Recorded exchanges (skipped where ../shared/contracts is not there)', () => {
  test('there are 26 recorded webhooks', () => {
    expect(webhooks).toHaveLength(26)
  })

  test.each(webhooks)('%s is accepted', (file) => {
    const text = read(`webhooks/${file}`)
    const { issue } = JSON.parse(text) as { issue?: { id: string } }
    expect(jiraWebhook.parse(text).map(({ issueId }) => issueId)).toEqual(issue ? [issue.id] : [])
  })

  test.each([
    ['comment-created', 'commented'],
    ['comment-deleted', 'commented'],
    ['issue-created.', 'created'],
    ['issue-deleted', 'deleted'],
    ['no-event-type-commented', 'commented'],
    ['no-event-type-assigned', 'updated'],
    ['updated-resolved', 'updated'],
  ])('a file named %s tells that the issue was %s', (part, what) => {
    const files = webhooks.filter((name) => name.includes(part))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files)
      for (const hint of jiraWebhook.parse(read(`webhooks/${file}`))) expect(hint.what).toBe(what)
  })

  test.each(['gojira-issue-get.json', 'gojira-issue-get-changelog.json'])(
    'the issue in %s is read',
    (file) => {
      const issue = issueOf(
        wireIssue.parse(JSON.parse(read(`responses/${file}`))),
        'https://acme.atlassian.net',
      )
      expect(issue.id).toMatch(/^\d+$/u)
      expect(issue.key).toMatch(/-\d+$/u)
    },
  )

  test('the issues in the webhooks, nulls and unknown members included, have the shape that is read', () => {
    const issues = webhooks.flatMap((file) => {
      const { issue } = JSON.parse(read(`webhooks/${file}`)) as { issue?: unknown }
      return issue === undefined ? [] : [issueOf(wireIssue.parse(issue), 'https://acme.atlassian.net')]
    })
    expect(issues).toHaveLength(25)
    for (const { title, status } of issues)
      expect([title === '', status === undefined]).toEqual([false, false])
  })
})
