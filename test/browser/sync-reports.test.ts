import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page

beforeAll(async () => {
  jira = await startJira()
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const main = () => page.getByRole('main')
const errors = () => page.getByRole('region', { name: 'Sync errors' })
const rowOf = (words: string | RegExp) => errors().getByRole('row', { name: words })
const go = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
const search = () => Object.fromEntries(new URL(page.url()).searchParams)

async function ask(title: string): Promise<void> {
  const description = 'It has been idle for thirty days.'
  expect((await ground.api.post('/v1/tickets', { title, description })).status).toBe(201)
}

function refuse(status: number): void {
  jira.faults.rules.push({ when: { method: 'POST', path: '/rest/api/3/issue$' }, effect: { status } })
}

test('Where nothing went wrong the page says what would come here', async () => {
  await page.goto('/tickets')
  await go('Sync errors')
  await main().getByText('Nothing went wrong').waitFor()
  await expectFit(page, 'sync-errors-none')
  await main().getByRole('link', { name: 'Go to the sync log' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sync log' }).waitFor()
  await main().getByText('Nothing is logged yet').waitFor()
})

test('C54, C57 · an error of one ticket and a general one come by themselves, each with cause and remedy', async () => {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto('/sync-errors'),
  ])
  const connecting = { provider: 'jira', config: jiraConfig(jira), destination: {} }
  await ground.api.post('/v1/connections', connecting)
  refuse(400)
  await ask('Refused')
  await rowOf(/CT-1/).getByText('error', { exact: true }).waitFor()
  jira.faults.rules.length = 0
  refuse(401)
  await ask('Nobody let in')
  await page.getByRole('button', { name: /new: show/ }).click()
  await rowOf(/paused until/)
    .getByText('General')
    .waitFor()
  await rowOf(/CT-1/).getByText('Cause and remedy').click()
  await rowOf(/CT-1/).getByText('Content refused', { exact: true }).waitFor()
  await rowOf(/CT-1/)
    .getByText(/correct the named fields/)
    .waitFor()
  await expectFit(page, 'sync-errors')
})

test('Cause and remedy are reached by keyboard', async () => {
  await page.reload()
  await rowOf(/CT-1/).getByText('Cause and remedy').focus()
  await page.keyboard.press('Enter')
  await rowOf(/CT-1/).getByText('Content refused', { exact: true }).waitFor()
})

test('The filters stand in the address, and the file has them too', async () => {
  await page.getByRole('combobox', { name: 'Concerns' }).selectOption('ticket')
  await page.getByText('1 entry', { exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Kind of fault' }).selectOption('invalid')
  await page.getByRole('searchbox', { name: 'Search the report' }).fill('ct-1')
  await page.waitForURL(/q=ct-1/)
  expect(search()).toEqual({ concerns: 'ticket', fault: 'invalid', q: 'ct-1' })
  await rowOf(/CT-1/).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('sync-errors.csv')
  const text = await new Response(
    (await download.createReadStream()) as unknown as ReadableStream<Uint8Array>,
  ).text()
  expect(text.trim().split('\r\n')).toHaveLength(2)
  expect(text).toContain('CT-1')
  await page.getByLabel('From day').fill('2039-01-01')
  await main().getByText('No entry fits these filters').waitFor()
  await expectFit(page, 'sync-errors-narrowed')
  await main().getByRole('button', { name: 'Clear filters' }).first().click()
  await rowOf(/paused until/).waitFor()
  expect(search()).toEqual({})
})

test('An entry leads to its ticket, whose page leads to its log', async () => {
  await rowOf(/Creation .*correct|Refused|CT-1/)
    .getByRole('link', { name: 'CT-1' })
    .click()
  await page.getByRole('link', { name: 'Log of this ticket' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sync log' }).waitFor()
  expect(search()).toEqual({ ticket: 'CT-1' })
  await expectFit(page, 'sync-log')
  await page.getByRole('button', { name: 'One ticket only' }).click()
  await page
    .getByText(/connected|works|active/i)
    .first()
    .waitFor()
})

test('A report that cannot be read says so, and is tried again', async () => {
  await page.route('**/v1/sync-errors?*', (route) => route.fulfill({ status: 500, json: {} }), { times: 8 })
  await page.goto('/sync-errors?level=error')
  await page.getByText('This could not be loaded').waitFor()
  await page.unroute('**/v1/sync-errors?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await rowOf(/paused until/).waitFor()
})

test('Long reports have pages', async () => {
  await page.route('**/v1/sync-errors?*', async (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('limit', '1')
    await route.continue({ url: url.href })
  })
  await page.goto('/sync-errors')
  const first = await errors().getByRole('row').nth(1).textContent()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Page 2').waitFor()
  await page.waitForFunction((text) => document.querySelector('tbody tr')?.textContent !== text, first)
  await page.getByRole('button', { name: 'Previous' }).click()
  await page.waitForURL((url) => !url.searchParams.has('after'))
  await page.unroute('**/v1/sync-errors?*')
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
