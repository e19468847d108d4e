import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page
let connection: string

beforeAll(async () => {
  jira = await startJira()
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
  const { body } = await ground.api.post('/v1/connections', {
    provider: 'jira',
    config: jiraConfig(jira),
    destination: {},
  })
  connection = body.id
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const description = 'A description of more than sixteen characters.'
const create = (title: string) => ground.api.post('/v1/tickets', { title, description })
const panel = (name: string) => page.getByRole('button', { name })

test('B10, B37 · the debug page is off at first, and an administrator switches it on', async () => {
  await page.goto('/queue')
  await page.getByRole('heading', { name: 'The debug page is switched off' }).waitFor()
  await expectFit(page, 'queue-off')
  await page.getByRole('main').getByRole('link', { name: 'Ticket Providers' }).click()
  await panel('Debug page').click()
  await page.getByRole('switch', { name: 'Display Debug Page' }).click()
  await page.getByRole('link', { name: 'Queue (debug)' }).click()
  await page.getByText('Nothing is pending.').waitFor()
})

test('B33–B36 · it shows the lock, who holds it, and what is pending, and brings itself up to date', async () => {
  jira.faults.rules.push({
    when: { method: 'POST', path: '/rest/api/3/issue$' },
    times: 1,
    effect: { latencyMs: 9_000 },
  })
  for (const title of ['Held at the tracker', 'Second in the queue', 'Third in the queue'])
    await create(title)
  await page.getByText('Locked', { exact: true }).waitFor()
  await page.getByText('1 of 1 under way').waitFor()
  await page.getByText(/held by .+ since/).waitFor()
  await page.getByRole('region', { name: 'Pending at Jira Cloud' }).getByText('Third in the queue').waitFor()
  await expectFit(page, 'queue')
  await page.getByText('Free', { exact: true }).waitFor()
  await page.getByText('Nothing is pending.').waitFor()
})

test('B7–B9 · retry count and retention are set on the connection, and removing says in numbers what goes', async () => {
  const { body } = await ground.api.get('/v1/tickets')
  for (const { link } of body.items) {
    await fetch(`${jira.url}/browse/${link.issueKey}/transition`, {
      method: 'POST',
      body: new URLSearchParams({ transition: '51' }),
      redirect: 'manual',
    })
  }
  await ground.api.post(`/v1/connections/${connection}/sync`)
  await expect.poll(async () => (await ground.api.get('/v1/tickets?status=Closed')).body.total.count).toBe(3)
  await page.goto('/workspace/adminsettings/ticket-providers')
  await panel('Limits and polling').click()
  await page.getByLabel('Retries of a failed creation').fill('0')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await page.getByText('Settings of Jira Cloud are saved.').waitFor()
  await panel('Retention').click()
  await page.getByLabel('Ticket Storage Count Limit').fill('1')
  await expectFit(page, 'retention')
  await page.getByRole('button', { name: 'Save retention' }).click()
  await page.getByRole('button', { name: 'Remove 2 tickets now' }).click()
  const ask = page.getByRole('dialog', { name: 'Remove 2 tickets of Jira Cloud?' })
  await ask.getByText('This cannot be undone').waitFor()
  await ask.getByRole('button', { name: 'Remove 2 tickets' }).click()
  await page.getByText('1 ticket; nothing to remove.').waitFor()
  const { settings } = (await ground.api.get(`/v1/connections/${connection}`)).body
  expect(settings).toMatchObject({ retryCount: 0, keepCount: 1, keepDays: null })
  expect((await ground.api.get('/v1/tickets')).body.total.count).toBe(1)
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
