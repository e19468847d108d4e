import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type ConsoleSimulator } from '../../simulators/console/index.ts'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import type { Api } from '../setup/api.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let simulated: ConsoleSimulator
let ground: Ground
let page: Page
let noc: Api
let first: string

/** Named so that its address has to be escaped. */
const source = 'North NOC / 24×7'

beforeAll(async () => {
  jira = await startJira()
  simulated = await startConsole()
  ground = await startGround([new URL(jira.url).host, new URL(simulated.url).host])
  page = ground.page
  await ground.api.post('/v1/connections', { provider: 'jira', config: jiraConfig(jira), destination: {} })
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
  await simulated?.close()
})

const main = () => page.getByRole('main')
const save = () => main().getByRole('button', { name: 'Save', exact: true })

/** Brings in an alarm, and has a ticket about it created. Answers the alarm’s id. */
async function ticketed(rootKey: string, elementName: string): Promise<string> {
  const { body } = await noc.post('/v1/alarms', { agent: '34', rootKey, elementName, value: 'Link down' })
  const { id } = body.items[0]
  const attributes = { urgency: 'High', technicalImpact: 'Medium' }
  const made = await ground.api.post(`/v1/alarms/${id}/ticket`, { priority: 'high', attributes })
  expect(made.status).toBe(201)
  return id
}

/** Waits until the page hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

test('Without sources the page says how one comes to be', async () => {
  await page.goto('/recommendations')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sources' }).click()
  await page.getByText('No sources yet').waitFor()
  await main().getByRole('link', { name: 'How alarms come in' }).waitFor()
  await expectFit(page, 'sources-none')
})

test('A source is listed with its alarms, and leads to its settings', async () => {
  const { body } = await ground.api.post('/v1/tokens', { name: source, scopes: ['alarms:write'] })
  noc = ground.as(body.token)
  first = await ticketed('34/1', 'Edge router 7')
  await page.reload()
  const row = page.getByRole('region', { name: 'Sources' }).getByRole('row', { name: source })
  await row.getByText('1 alarm', { exact: true }).waitFor()
  await row.getByText('Not told').waitFor()
  await row.getByRole('link', { name: source }).click()
  await page.getByRole('heading', { level: 1, name: source }).waitFor()
  expect(await main().getByRole('radio', { name: 'Nothing' }).isChecked()).toBe(true)
  expect(await save().isDisabled()).toBe(true)
})

test('B25 · what is wrong with the request stands beside its field, with the fields there are', async () => {
  await main().getByRole('switch', { name: 'Tell the console about tickets' }).check()
  await main()
    .getByRole('textbox', { name: 'Address', exact: true })
    .fill(`${simulated.url}/api/alarms/{{ticket}}`)
  await save().click()
  await main()
    .getByText(/There is no field \{\{ticket\}\}\. There are: ticketId, ticketUrl/u)
    .waitFor()
  await expectFit(page, 'source-refused')
})

test('Fields are put in where the caret stands, by the keyboard too', async () => {
  const address = main().getByRole('textbox', { name: 'Address', exact: true })
  await address.fill(`${simulated.url}/api/alarms//properties`)
  await address.press('End')
  for (let step = 0; step < '/properties'.length; step += 1) await address.press('ArrowLeft')
  await main()
    .getByRole('button', { name: /^Put in agent/u })
    .click()
  await page.keyboard.type('/')
  await main()
    .getByRole('button', { name: /^Put in rootKey/u })
    .focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => address.inputValue())
    .toBe(`${simulated.url}/api/alarms/{{agent}}/{{rootKey}}/properties`)
})

test('A preview shows the request without its secrets and sends nothing; Try it shows the answer', async () => {
  await main().getByRole('textbox', { name: 'Value of Authorization' }).fill('Bearer wrong-key')
  await main().getByRole('button', { name: 'Preview' }).click()
  const shown = main().getByRole('region', { name: 'It would be sent like this' })
  await shown.getByText('Authorization: •••').waitFor()
  expect(await shown.textContent()).toContain('"Ticket ID": "INFRA-12"')
  expect(await shown.textContent()).not.toContain('wrong-key')
  expect(simulated.calls).toEqual([])
  await main().getByLabel('Alarm to try it with').selectOption(first)
  await main().getByRole('button', { name: 'Try it' }).click()
  await main().getByText('The console did not take it').waitFor()
  await main().getByText('The console said:').waitFor()
  await main().getByRole('textbox', { name: 'Value of Authorization' }).fill('Bearer console-key')
  await main().getByRole('button', { name: 'Try it' }).click()
  await main().getByText('The console took it (HTTP 200)').waitFor()
  await expectFit(page, 'source-tried')
})

test('Leaving with changes asks; saved, the secret is stored and never shown', async () => {
  await page.getByRole('link', { name: 'Sources' }).first().click()
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByText('Keep editing').click()
  await main().getByRole('radio', { name: 'Comment on the ticket' }).check()
  await save().click()
  await page.getByText(`The settings of ${source} are saved.`).waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  const secret = main().getByRole('textbox', { name: 'Value of Authorization' })
  expect([await secret.inputValue(), await secret.getAttribute('placeholder')]).toEqual([
    '',
    'Stored. Type to replace it',
  ])
})

test('Tickets that were there before are written back when asked for', async () => {
  await main().getByText('1 alarm not told yet').waitFor()
  await expectFit(page, 'source')
  await main().getByRole('button', { name: 'Tell the console about 1 alarm' }).click()
  await main().getByText('1 told').waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  expect(simulated.state.properties.get('34/34/1')?.get('Ticket ID')).toBe('INFRA-1')
})

test('BX21 · a write-back that failed shows on the alarm, the ticket and the source, and is retried there', async () => {
  simulated.faults.rules.push({ when: { method: 'PUT' }, times: 3, effect: { status: 404 } })
  const id = await ticketed('34/2', 'Core switch')
  await openLive(`/alarms/${id}`)
  const line = main().getByRole('region', { name: /^Console:/u })
  await line.getByText('Failed').waitFor()
  await line.getByText('The console has nothing at this address').waitFor()
  await expectFit(page, 'alarm-untold')
  await line.getByRole('button', { name: 'Retry telling North NOC' }).click()
  await line.getByText('Failed').waitFor()
  await main().getByRole('link', { name: /^CT-/u }).click()
  await main().getByRole('heading', { name: 'Told to the console' }).waitFor()
  await expectFit(page, 'ticket-untold')
  await openLive(`/workspace/adminsettings/sources/${encodeURIComponent(source)}`)
  await main().getByText('1 failed').waitFor()
  await main().getByRole('link', { name: 'Core switch: Link down' }).waitFor()
  await expectFit(page, 'source-failed')
  simulated.faults.rules.length = 0
  await main().getByRole('button', { name: 'Retry all 1' }).click()
  await main().getByText('2 told').waitFor()
  await openLive(`/alarms/${id}`)
  await line.getByText('Told').waitFor()
})

test('BX26 · an alarm that clears is commented on, as the source says', async () => {
  await noc.post('/v1/alarms', {
    agent: '34',
    rootKey: '34/1',
    elementName: 'Edge router 7',
    state: 'cleared',
  })
  await page.goto('/tickets/CT-1')
  await main()
    .getByText(/The alarm “.*Edge router 7” was cleared at/u)
    .first()
    .waitFor()
})

test('Removing the settings says in numbers what that means, and asks once', async () => {
  await page.goto('/workspace/adminsettings/sources')
  await page.getByText('2 told').waitFor()
  await expectFit(page, 'sources')
  await page.getByRole('link', { name: source }).click()
  await main().getByRole('button', { name: 'Remove settings' }).click()
  const asked = page.getByRole('dialog', { name: `Remove the settings of ${source}?` })
  await asked.getByText(/Alarms and tickets stay/u).waitFor()
  await asked.getByRole('button', { name: 'Remove settings' }).click()
  await asked.waitFor({ state: 'detached' })
  expect(await main().getByRole('radio', { name: 'Nothing' }).isChecked()).toBe(true)
  await page.getByText(`The settings of ${source} are gone.`).waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
