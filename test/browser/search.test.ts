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
  await ground.api.post('/v1/connections', { provider: 'jira', config: jiraConfig(jira), destination: {} })
  const description = 'A description of more than sixteen characters.'
  for (const title of ['Stop the idle machine', 'Resize the cluster']) {
    await ground.api.post('/v1/tickets', { title, description })
  }
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const dialog = () => page.getByRole('dialog', { name: 'Search' })
const field = () => dialog().getByRole('combobox', { name: 'Tickets, pages and actions' })
const option = (name: string | RegExp) => dialog().getByRole('option', { name })

async function search(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await field().fill(words)
}

test('Ctrl-K opens the search from everywhere, and Escape gives the focus back', async () => {
  await page.goto('/tickets')
  const list = page.getByRole('searchbox', { name: /search/iu })
  await list.focus()
  await page.keyboard.press('Control+k')
  await option('Create a ticket').waitFor()
  expect(await field().evaluate((one) => one === document.activeElement)).toBe(true)
  await expectFit(page, 'search')
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await expect.poll(() => list.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('A ticket is found by words of its title, and Enter goes to it', async () => {
  await search('idle mach')
  await option(/Stop the idle machine/u).waitFor()
  await expectFit(page, 'search-ticket')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Stop the idle machine/u }).waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/tickets\/CT-\d+$/u)
})

test('A ticket is found by its alias and by its issue key', async () => {
  const found = async () => (await ground.api.get('/v1/tickets?q=Resize')).body.items[0]
  await expect.poll(async () => (await found()).link).not.toBeNull()
  const { alias, link } = await found()
  for (const words of [alias, link.issueKey.toLowerCase()]) {
    await search(words)
    await option(/Resize the cluster/u).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/tickets/${alias}`)
    await page.getByRole('link', { name: 'Crosstie, start page' }).click()
  }
})

test('Pages and actions are found by their names, with the arrow keys', async () => {
  await search('sync')
  await option('Sync errors').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/sync-log')
  await search('shortcuts')
  await option('Keyboard shortcuts').click()
  await page
    .getByRole('dialog', { name: 'Keyboard shortcuts' })
    .getByText('Search tickets, pages and actions')
    .waitFor()
  await page.keyboard.press('Escape')
})

test('What is not there is said, and so is a search that fails', async () => {
  await search('no such thing at all')
  await dialog().getByText('No ticket has this alias').waitFor()
  await page.route('**/v1/tickets?q=broken*', (route) => route.fulfill({ status: 503, body: 'away' }))
  await field().fill('broken')
  await dialog().getByRole('alert').getByText('Tickets could not be looked for.').waitFor()
  await expectFit(page, 'search-failed')
})
