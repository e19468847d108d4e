import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { admin, jiraConfig } from '../setup/world.ts'
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
const dialog = () => page.getByRole('dialog', { name: 'Create Ticket', exact: true })
const rowOf = (element: string) =>
  page.getByRole('region', { name: 'Alarms' }).getByRole('row', { name: element })
const gone = () => dialog().waitFor({ state: 'detached' })

async function signIn(): Promise<void> {
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Opens a page, and waits until it hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

/** The address that a console opens: what it puts in the place of the keywords is not escaped. */
async function consoleLink(values: Record<string, string>): Promise<string> {
  const { body } = await ground.api.get('/v1/alarms/hyperlink')
  return Object.entries(values).reduce(
    (url, [keyword, value]) => url.replace(keyword, value),
    body.url as string,
  )
}

const core = {
  '[DMAID]': '34',
  '[EID]': '7',
  '[ROOTKEY]': '34/99',
  '[ENAME]': 'Core & edge #7',
  '[VALUE]': 'Loss + 12 % & more',
  '[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]': '2026-11-22T07:00:00Z',
}

async function answerDialog(): Promise<void> {
  await dialog().getByLabel('Urgency').selectOption('High')
  await dialog().getByLabel('Technical Impact').selectOption('Medium')
  await dialog().getByRole('button', { name: 'Create Ticket' }).click()
  await gone()
}

test('Without alarms the page says how they come, and offers the first step of each way', async () => {
  await page.goto('/recommendations')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alarms' }).click()
  await page.getByText('No alarms yet').waitFor()
  for (const word of ['alarm-source', '/v1/alarms/alertmanager', '/v1/alarms/grafana']) {
    await main().getByText(word, { exact: true }).waitFor()
  }
  await main().getByRole('link', { name: 'Create an API token' }).waitFor()
  await expectFit(page, 'alarms-none')
})

test('B16, BX27 · the menu entry of a console is ready to copy, with the id that is wanted', async () => {
  await page.getByRole('button', { name: 'DataMiner menu entry' }).click()
  const entry = page.getByRole('dialog', { name: 'DataMiner menu entry' })
  await entry.getByRole('textbox', { name: 'Entry id' }).fill('4x')
  await entry.getByText('A whole number from 1 to 1,000,000').waitFor()
  await entry.getByRole('textbox', { name: 'Entry id' }).fill('42')
  const xml = entry.getByRole('region', { name: 'Entry' })
  await xml.getByText('id="42"').waitFor()
  expect(await xml.textContent()).toContain('http://www.skyline.be/config/hyperlinks')
  const { body } = await ground.api.get('/v1/alarms/hyperlink')
  expect(await entry.getByRole('region', { name: 'Address' }).textContent()).toBe(body.url)
  await expectFit(page, 'menu-entry')
  await page.keyboard.press('Escape')
  await entry.waitFor({ state: 'detached' })
})

test('Without a tracker the dialog says so, and leads to where one is set up', async () => {
  await ground.api.post('/v1/alarms', {
    agent: '1',
    rootKey: '1',
    elementName: 'Early bird',
    severity: 'Minor',
  })
  await page.reload()
  await rowOf('Early bird').getByRole('button', { name: 'Create Ticket' }).click()
  await dialog().getByRole('link', { name: 'Go to Ticket Providers' }).waitFor()
  await page.keyboard.press('Escape')
  await gone()
  const connection = { provider: 'jira', config: jiraConfig(jira), destination: {} }
  expect((await ground.api.post('/v1/connections', connection)).status).toBeLessThan(300)
})

test('B19 · a link that lacks what is required is answered in the names of the wire, and stores nothing', async () => {
  await page.goto('/alarms/from-link?DMA%20ID=34&Element%20ID=[EID]')
  const said = page.getByRole('alert')
  await said.getByText('Alarm ID', { exact: true }).waitFor()
  expect(await said.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('Element ID'),
    expect.stringMatching(/Alarm ID – is required.*\[ROOTKEY\]/u),
    expect.stringMatching(/Element Name – is required.*\[ENAME\]/u),
  ])
  await expectFit(page, 'alarm-link-refused')
})

test('B18, B22, BX27 · a console’s link survives the sign-in as it is, and opens its alarm with the dialog', async () => {
  await page.context().clearCookies()
  await page.goto(await consoleLink(core))
  await signIn()
  await page.getByRole('heading', { level: 1, name: 'Core & edge #7: Loss + 12 % & more' }).waitFor()
  await dialog().getByLabel('Urgency').waitFor()
  const facts = (await main().textContent()) ?? ''
  for (const fact of ['DataMiner', '34/99', 'Raised']) expect(facts).toContain(fact)
  expect(new URL(page.url()).search).toBe('')
})

test('B23 · what the dialog requires is named at its field, and nothing is created', async () => {
  await dialog().getByRole('button', { name: 'Create Ticket' }).click()
  await dialog().getByText('Choose one of Low, Medium, High').waitFor()
  await dialog().getByText('Choose one of None, Low, Medium, High').waitFor()
  await expectFit(page, 'alarm-dialog')
  expect(jira.state.issues.size).toBe(0)
})

test('B23, BX16 · what the hub says about an attribute stands beside its field', async () => {
  const errors = [{ field: 'attributes.urgency', message: 'Urgency: one of Now, Later' }]
  const json = { type: 'about:blank', title: 'The ticket was not created.', status: 422, errors }
  await page.route('**/v1/alarms/*/ticket', (route) => route.fulfill({ status: 422, json }), { times: 1 })
  await dialog().getByLabel('Urgency').selectOption('High')
  await dialog().getByLabel('Technical Impact').selectOption('Medium')
  await dialog().getByRole('button', { name: 'Create Ticket' }).click()
  await dialog().getByText('Urgency: one of Now, Later').waitFor()
  const described = await dialog().getByLabel('Urgency').getAttribute('aria-describedby')
  expect(await dialog().locator(`[id="${described}"]`).textContent()).toBe('Urgency: one of Now, Later')
})

test('B24, B25 · the ticket is announced with a link, and the alarm shows it instead of the dialog', async () => {
  await dialog().getByText('High', { exact: true }).first().click()
  await dialog().getByLabel('Description').fill('Third time this week.')
  await answerDialog()
  await page.getByRole('link', { name: 'Open INFRA-1' }).waitFor()
  const ticket = main().getByRole('region', { name: 'Ticket' })
  await ticket.getByRole('link', { name: 'INFRA-1' }).waitFor()
  await ticket.getByRole('link', { name: 'CT-1' }).waitFor()
  expect(await main().getByRole('button', { name: 'Create Ticket' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expectFit(page, 'alarm')
  const [issue] = jira.state.issues.values()
  expect(issue?.summary).toContain('Core & edge #7')
})

test('B22 · the same link again opens the same alarm with its ticket, and no dialog', async () => {
  const before = page.url()
  await page.goto(await consoleLink(core))
  await main().getByRole('region', { name: 'Ticket' }).getByRole('link', { name: 'INFRA-1' }).waitFor()
  expect(page.url()).toBe(before)
  expect(await dialog().count()).toBe(0)
})

test('BX19 · a root time in the future is taken and remarked on', async () => {
  const odd = {
    '[ROOTKEY]': '34/101',
    '[ENAME]': 'Clock',
    '[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]': '2039-01-01T00:00:00Z',
  }
  await page.goto(await consoleLink({ ...core, ...odd }))
  await page.getByText('The alarm was taken, but looks odd').waitFor()
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await gone()
})

test('BX8 · who is second is shown the ticket there is', async () => {
  const alarm = { agent: '34', rootKey: '100', elementName: 'Asked twice' }
  const { body } = await ground.api.post('/v1/alarms', alarm)
  await openLive(`/alarms/${body.items[0].id}?dialog=ticket`)
  await dialog().getByLabel('Urgency').selectOption('Low')
  await ground.api.post(`/v1/alarms/${body.items[0].id}/ticket`, {
    priority: 'low',
    attributes: { urgency: 'Low', technicalImpact: 'None' },
  })
  await dialog().getByText('There is a ticket already').waitFor()
  await dialog().getByRole('link', { name: 'Open CT-2' }).waitFor()
  await page.keyboard.press('Escape')
  await gone()
  await main().getByRole('region', { name: 'Ticket' }).getByRole('link', { name: 'CT-2' }).waitFor()
})

test('B27, BX7 · a creation that failed is shown as failed and tried again from the alarm', async () => {
  jira.faults.rules.push({
    when: { method: 'POST', path: '/rest/api/3/issue$' },
    times: 1,
    effect: { status: 400 },
  })
  await openLive('/alarms')
  await rowOf('Early bird').getByRole('button', { name: 'Create Ticket' }).click()
  await answerDialog()
  await rowOf('Early bird').getByText('Failed').waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  const retry = rowOf('Early bird').getByRole('link', { name: 'Retry CT-3' })
  expect(await retry.getAttribute('href')).toBe('/tickets/CT-3')
  await page.goto('/alarms?ticket=failed')
  await rowOf('Early bird').getByRole('link', { name: 'Early bird' }).click()
  const ticket = main().getByRole('region', { name: 'Ticket' })
  await expectFit(page, 'alarm-failed')
  await ticket.getByRole('button', { name: 'Retry' }).click()
  await ticket.getByRole('link', { name: /INFRA-/ }).waitFor()
  expect(await main().getByRole('button', { name: 'Create Ticket' }).count()).toBe(0)
})

test('The list is narrowed by its filters in the address, and follows what monitoring reports', async () => {
  await openLive('/alarms')
  await rowOf('Early bird').waitFor()
  const alarm = {
    agent: 'prom',
    rootKey: 'x',
    elementName: 'db-3',
    value: 'Load above 90 %',
    severity: 'critical',
  }
  await ground.api.post('/v1/alarms', alarm)
  await page.getByRole('button', { name: /1 new/ }).click()
  await rowOf('db-3').getByText('Raised').waitFor()
  await ground.api.post('/v1/alarms', { ...alarm, state: 'cleared' })
  await rowOf('db-3').getByText('Cleared').waitFor()
  await expectFit(page, 'alarms')
  await page.getByRole('combobox', { name: 'State' }).selectOption('cleared')
  await page.getByText('1 alarm', { exact: true }).waitFor()
  expect(new URL(page.url()).search).toBe('?state=cleared')
  await page.getByRole('searchbox', { name: 'Search alarms' }).fill('nothing like it')
  await page.getByText('No alarm fits these filters').waitFor()
  await main().getByRole('button', { name: 'Clear filters' }).click()
  await rowOf('Core & edge #7').waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
