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
  const connecting = { provider: 'jira', config: jiraConfig(jira), destination: {} }
  connection = (await ground.api.post('/v1/connections', connecting)).body.id
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const main = () => page.getByRole('main')
const table = () => page.getByRole('region', { name: 'Failed requests' })
const rowOf = (words: string) => table().getByRole('row', { name: words })
const dialog = () => page.getByRole('dialog', { name: 'Send again?' })
const navigation = () => page.getByRole('navigation', { name: 'Main' })

/** Opens a page, and waits until it hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

let count = 0
async function ticketAlarm(elementName: string): Promise<string> {
  const alarm = {
    agent: '34',
    rootKey: `34/${(count += 1)}`,
    elementId: '7',
    elementName,
    value: 'Link down',
  }
  const { body } = await ground.api.post('/v1/alarms', alarm)
  const attributes = { urgency: 'High', technicalImpact: 'Medium', clientImpact: 'Low' }
  const made = await ground.api.post(`/v1/alarms/${body.items[0].id}/ticket`, {
    priority: 'high',
    attributes,
  })
  expect(made.status).toBe(201)
  return made.body.id
}

const made = (words: string) =>
  [...jira.state.issues.values()].filter(({ summary }) => summary.includes(words))

function refuse(status: number): void {
  jira.faults.rules.push({ when: { method: 'POST', path: '/rest/api/3/issue$' }, effect: { status } })
}

test('Where nothing has failed the page says what would come here', async () => {
  await openLive('/tickets')
  await navigation().getByRole('link', { name: 'Failed requests' }).click()
  await page.getByText('Nothing has failed').waitFor()
  await expectFit(page, 'failed-none')
})

test('B27, B28, B31, B32 · creations that fail come into the table by themselves, with their cause and its remedy', async () => {
  await openLive('/failed-requests')
  refuse(400)
  for (const name of ['Router A', 'Router B', 'Router C']) await ticketAlarm(name)
  await table().getByText('400').first().waitFor()
  await navigation().getByText('3 need attention').waitFor()
  await main().getByText('3 tickets in Jira Cloud').waitFor()
  await page.reload()
  await rowOf('Router A').getByRole('button', { name: 'Try again now' }).waitFor()
  const columns = await table().getByRole('columnheader').allTextContents()
  expect(columns.slice(0, 6)).toEqual([
    'Instance',
    'Ticket ID',
    'HTTP Error Code',
    'App Error Code',
    'Error Message',
    'Error Description',
  ])
  await expectFit(page, 'failed-requests')
})

test('A selection is made by keyboard, and the dialog says in numbers what would happen before anything does', async () => {
  await rowOf('Router A').getByRole('checkbox', { name: 'Select CT-1' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('1 selected').waitFor()
  const calls = jira.calls.length
  await page.getByRole('button', { name: 'Retry selected' }).click()
  await dialog().getByText('1 ticket to Jira Cloud').waitFor()
  await dialog().getByRole('button', { name: 'Back' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: /All on this page/ }).check()
  await page.getByText('3 selected').waitFor()
  expect(jira.calls.length).toBe(calls)
})

test('B27, B28 · the cause is mended, the whole of it is sent again, and each alarm has one ticket', async () => {
  jira.faults.rules.length = 0
  await page.getByRole('button', { name: /^Retry all 3/ }).click()
  await dialog().getByText('The oldest first: CT-1, CT-2, CT-3').waitFor()
  await dialog().getByText('3 tickets to Jira Cloud').waitFor()
  await expectFit(page, 'replay-dialog')
  await dialog().getByRole('button', { name: 'Send 3 tickets again' }).click()
  await main().getByText('3 tickets sent again').waitFor()
  await main().getByText('3 created', { exact: true }).waitFor()
  await expectFit(page, 'replay-done')
  for (const name of ['Router A', 'Router B', 'Router C']) expect(made(name)).toHaveLength(1)
  await page.reload()
  await page.getByText('Nothing has failed').waitFor()
  expect(await navigation().getByText('need attention').count()).toBe(0)
})

test('B30, BX9, BX10, BX12 · the Tickets table of alarms has its columns, and the root cause is corrected in it', async () => {
  refuse(400)
  const refused = await ticketAlarm('Refused')
  await openLive('/tickets')
  await page.getByText('Alarm tickets').click()
  expect(new URL(page.url()).search).toBe('?view=alarms')
  const tickets = page.getByRole('region', { name: 'Alarm tickets' })
  const row = tickets.getByRole('row', { name: 'Router A' })
  await row.getByRole('link', { name: /INFRA-/ }).waitFor()
  expect(await tickets.getByRole('columnheader').allTextContents()).toEqual([
    'Instance',
    'Ticket ID',
    'Alarm ID',
    'DataMiner ID',
    'Element ID',
    'Element Name',
    'Created At',
    'Priority',
    'Urgency',
    'Technical Impact',
    'Client Impact',
    'Root Cause',
    'Status',
  ])
  for (const text of ['34/1', 'Link down', 'Created']) await row.getByText(text, { exact: true }).waitFor()
  await tickets.getByRole('row', { name: 'Refused' }).getByText('Failed').waitFor()
  await row.getByRole('button', { name: 'Change the root cause of CT-1' }).click()
  await row.getByRole('textbox', { name: 'Root cause of CT-1' }).fill('Fibre cut')
  await page.keyboard.press('Enter')
  await row.getByText('Fibre cut').waitFor()
  const [first, all] = await Promise.all([row.locator('td').first().boundingBox(), tickets.boundingBox()])
  await tickets.evaluate((region) => region.scrollTo({ left: 2_000 }))
  expect((await row.locator('td').first().boundingBox())?.x).toBe(first?.x)
  expect(first?.x).toBe(all?.x)
  await expectFit(page, 'alarm-tickets')
  await ground.api.post(`/v1/tickets/${refused}/cancel`)
})

test('The ticket’s page shows what the alarm’s dialog asked for, and leads to the alarm', async () => {
  await page.goto('/tickets/CT-1')
  const facts = page.getByRole('complementary', { name: 'Facts' })
  await facts.getByText('Fibre cut').waitFor()
  await main()
    .getByText(/Root Cause is “Fibre cut”, was “Link down”/)
    .waitFor()
  await expectFit(page, 'alarm-ticket')
  await facts.getByRole('link', { name: /Router A/ }).click()
  await page.getByRole('heading', { level: 1, name: /Router A/ }).waitFor()
})

test('A replay goes at half of the budget, and what is not sent yet can be stopped', async () => {
  refuse(403)
  for (const name of ['Slow A', 'Slow B', 'Slow C']) await ticketAlarm(name)
  await openLive('/failed-requests')
  await main().getByText('3 tickets in Jira Cloud').waitFor()
  jira.faults.rules.length = 0
  await ground.api.call('PATCH', `/v1/connections/${connection}/settings`, { body: { requestsPerMinute: 6 } })
  await page.getByRole('button', { name: /^Retry all 3/ }).click()
  await dialog().getByText('At most 3 a minute').waitFor()
  await dialog().getByRole('button', { name: 'Send 3 tickets again' }).click()
  await main().getByText('3 tickets are being sent again').waitFor()
  await main()
    .getByText(/1 created/)
    .waitFor()
  await expectFit(page, 'replay-under-way')
  await main().getByRole('button', { name: 'Stop' }).click()
  const question = page.getByRole('dialog', { name: 'Stop the replay?' })
  await question.getByRole('button', { name: 'Stop' }).click()
  await question.waitFor({ state: 'detached' })
  await main().getByText('2 tickets in Jira Cloud').waitFor()
  expect([made('Slow A').length, made('Slow C').length]).toEqual([1, 0])
})

test('One row is given up after a question, or tried again by itself', async () => {
  await page.reload()
  await rowOf('Slow C').getByRole('button', { name: 'Cancel the creation' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel the creation?' })
  await question.getByRole('button', { name: 'Cancel the creation' }).click()
  await question.waitFor({ state: 'detached' })
  await main().getByText('1 ticket in Jira Cloud').waitFor()
  await rowOf('Slow B').getByRole('button', { name: 'Try again now' }).click()
  await main().getByText('1 ticket in Jira Cloud').waitFor({ state: 'detached' })
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
