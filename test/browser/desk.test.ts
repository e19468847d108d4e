import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import type { Api } from '../setup/api.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page
let operator: Api
const runs: string[] = []

beforeAll(async () => {
  jira = await startJira()
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
  await ground.api.patch('/v1/desk-settings', { deskName: 'North Desk' })
  const profile = { name: 'ALPHA', displayName: 'Alpha Networks', grt: 'GRT-North' }
  const { body } = await ground.api.post('/v1/operators', profile)
  const token = await ground.api.post(`/v1/operators/${body.id}/tokens`, { name: 'alpha-api' })
  operator = ground.as(token.body.token)
  for (const uuid of ['zwjnbnvs', 'k3ph7w2q', 'm9fd0s1e', 'q2xw8c5r']) {
    const service = { uuid, operatorId: body.id, productName: 'Fibre Pro 1G' }
    expect((await ground.api.post('/v1/services', service)).status).toBe(201)
    const findings = [{ category: 'synchro', text: 'No synchronisation on port 3/0/17 since 07:52.' }]
    const run = { status: 'completed', service: uuid, findings, endedAt: new Date().toISOString() }
    runs.push((await ground.api.post('/v1/diagnostic-runs', run)).body.alias)
  }
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const main = () => page.getByRole('main')
const table = () => page.getByRole('region', { name: 'Tickets of the desk' })
const rowOf = (alias: string) => table().getByRole('row').filter({ hasText: alias })
const dialog = (name: string) => page.getByRole('dialog', { name })
const button = (name: string) => main().getByRole('button', { name, exact: true })
const status = (word: string) => main().getByText(word, { exact: true }).first()
const steps = () => main().getByRole('group', { name: 'What the desk may do' }).getByRole('button')
const timeline = () => main().getByRole('region', { name: 'Timeline' }).getByRole('list').first()

/** Opens a page, and waits until it hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

/** A ticket that the operator’s program opens. */
async function arrives(place: number, fields: object = {}): Promise<string> {
  const uuids = ['zwjnbnvs', 'k3ph7w2q', 'm9fd0s1e', 'q2xw8c5r']
  const { status: code, body } = await operator.post('/api/tickets/', {
    diagnostic_run_id: runs[place],
    type: 'service',
    service_uuid: uuids[place],
    operator_ticket_ref: `ALPHA-${2041 + place}`,
    description: 'The line has been down since eight. The modem shows a red lamp.',
    initial_comment: 'The customer has restarted the modem twice.',
    category: 'synchro',
    priority: 'high',
    owner_contact: {
      first_name: 'Ada',
      last_name: 'Bell',
      email: 'ada.bell@alpha.example.com',
      phone_number: '+33 1 23 45 67 89',
    },
    ...fields,
  })
  expect(code, JSON.stringify(body)).toBe(201)
  return body.alias
}
const says = (alias: string, event: object) => operator.post(`/api/tickets/${alias}/events/`, event)

let first: string
let second: string
let third: string

test('Without tickets the page says how they come, and offers the first step', async () => {
  await page.route('**/v1/operators?*', (route) =>
    route.fulfill({ json: { items: [], next: null, total: { count: 0, capped: false } } }),
  )
  await page.goto('/desk')
  await main().getByRole('link', { name: 'Register a partner' }).waitFor()
  await page.unroute('**/v1/operators?*')
  await page.goto('/recommendations')
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Desk', exact: true })
    .click()
  await page.getByText('Nothing waits here').waitFor()
  await expectFit(page, 'partner-desk-none')
})

test('A ticket that a partner’s program opens is there at once; later ones do not move the list', async () => {
  await openLive('/desk')
  await page.getByText('Nothing waits here').waitFor()
  first = await arrives(0)
  await rowOf(first).getByText('ALPHA', { exact: true }).waitFor()
  second = await arrives(1, { category: 'authentication', priority: 'critical', initial_comment: null })
  third = await arrives(2, { category: 'slamming', diagnostic_run_id: null, priority: 'low' })
  await page.getByRole('button', { name: '2 new: show' }).click()
  await rowOf(third).waitFor()
  await expectFit(page, 'partner-desk')
})

test('Order and filters stand in the address', async () => {
  const aliases = () => table().getByRole('link').allTextContents()
  await expect.poll(aliases).toEqual([first, second, third])
  await page.getByRole('combobox', { name: 'Order' }).selectOption('priority')
  await rowOf(second).waitFor()
  await expect.poll(aliases).toEqual([second, first, third])
  await page.getByRole('combobox', { name: 'Category' }).selectOption('slamming')
  await page.getByText('1 ticket', { exact: true }).waitFor()
  expect(new URL(page.url()).search).toBe('?sort=priority&category=slamming')
  await page.getByRole('searchbox', { name: 'Search the desk' }).fill('nothing like it')
  await page.getByText('No ticket fits these filters').waitFor()
  await button('Look in closed tickets too').click()
  await button('Clear filters').click()
  await rowOf(first).waitFor()
})

test('DX28 · a ticket shows service, diagnostic, contact, and that its category does not agree with the run', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await rowOf(second).getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: /^Authentication on S/ }).waitFor()
  await main().getByText('Category and diagnostic do not agree').waitFor()
  await expectFit(page, 'partner-desk-note')
  await page.goto(`/desk/${first}`)
  const facts = main().getByRole('complementary', { name: 'Facts' })
  await facts.getByText('No synchronisation on port').waitFor()
  for (const fact of [
    'Alpha Networks',
    'ALPHA-2041',
    'zwjnbnvs',
    'Fibre Pro 1G',
    runs[0] ?? '',
    'Ada Bell',
  ]) {
    expect(await facts.textContent()).toContain(fact)
  }
  const addressOf = (name: string) => facts.getByRole('link', { name }).getAttribute('href')
  expect(await addressOf('ada.bell@alpha.example.com')).toMatch(/^mailto:ada\.bell/u)
  expect(await addressOf('+33 1 23 45 67 89')).toBe('tel:+33123456789')
  await expectFit(page, 'partner-desk-ticket')
})

test('D5 · the ticket is deferred with a question, which has to be asked', async () => {
  await openLive(`/desk/${first}`)
  expect(await steps().allTextContents()).toEqual(['Clear', 'Ask the operator', 'Cancel ticket'])
  await button('Ask the operator').click()
  const asking = dialog('Defer the ticket with a question')
  await asking.getByRole('button', { name: 'Defer' }).click()
  await asking.getByText('What do you need to know?').waitFor()
  await expectFit(page, 'partner-desk-defer')
  await asking.getByLabel('Question').fill('Which lamp is red: Power, or Line?')
  await asking.getByRole('button', { name: 'Defer' }).click()
  await asking.waitFor({ state: 'detached' })
  await timeline().getByText('Which lamp is red: Power, or Line?').waitFor()
  await status('deferred').waitFor()
  await main().getByText('Alpha Networks may now comment, or set it open again.').waitFor()
  const { body } = await operator.get(`/api/tickets/${first}/`)
  expect([body.status, body.last_comment.author]).toEqual(['deferred', 'North Desk'])
})

test('D38 · the operator’s answer appears by itself, and marks the ticket in the list', async () => {
  await says(first, { status: 'open', comment: 'The one that says Line.' })
  await timeline().getByText('The one that says Line.').waitFor()
  await status('open').waitFor()
  await expectFit(page, 'partner-desk-answered')
  await page.goto('/desk?asks=desk')
  await rowOf(first).getByText('Operator answered').waitFor()
  await rowOf(first).getByRole('link').click()
})

test('The `m` key begins a comment, which the operator reads', async () => {
  await steps().first().waitFor()
  await page.keyboard.press('m')
  await page.keyboard.type('Thank you, we look into it.')
  await button('Comment').click()
  await timeline().getByText('Thank you, we look into it.').waitFor()
  const { body } = await operator.get(`/api/tickets/${first}/`)
  expect(body.last_comment.comment).toBe('Thank you, we look into it.')
})

test('D41–D43 · the ticket is cleared with a code that says what it means; the operator closes it', async () => {
  await button('Clear').click()
  const clearing = dialog('Clear the ticket with a code')
  await clearing.getByRole('radio').first().waitFor()
  expect(await clearing.getByRole('radio').count()).toBe(10)
  await clearing.getByRole('button', { name: 'Clear', exact: true }).click()
  await clearing.getByText('Choose what it was.').waitFor()
  await clearing.getByRole('radio', { name: /Link cut/ }).check()
  await expectFit(page, 'partner-desk-clear')
  await clearing.getByLabel('Comment (optional)').fill('A splice in the cabinet was renewed.')
  await clearing.getByRole('button', { name: 'Clear', exact: true }).click()
  await clearing.waitFor({ state: 'detached' })
  await status('cleared').waitFor()
  expect(await steps().allTextContents()).toEqual(['Reopen', 'Close'])
  await expectFit(page, 'partner-desk-cleared')
  await openLive(`/desk/${first}`)
  await steps().first().waitFor()
  await says(first, { status: 'closed', comment: 'All lamps are green.' })
  await timeline().getByText('All lamps are green.').waitFor()
  await status('closed').waitFor()
  expect(await steps().count()).toBe(0)
})

test('D30, D31 · a ticket is reopened after it was cleared, and canceled with a reason', async () => {
  await ground.api.post(`/v1/service-tickets/${second}/events`, { status: 'cleared', clearCode: 'modem' })
  await openLive(`/desk/${second}`)
  await button('Reopen').click()
  await dialog('Reopen the ticket?').getByRole('button', { name: 'Reopen' }).click()
  await status('open').waitFor()
  await button('Cancel ticket').click()
  const canceling = dialog('Cancel the ticket?')
  await canceling.getByRole('button', { name: 'Cancel the ticket' }).click()
  await canceling.getByText('Say why, for the operator.').waitFor()
  await canceling.getByLabel('Reason').fill('Half a thou')
  await page.keyboard.press('Escape')
  await dialog('Leave without saving?').getByRole('button', { name: 'Keep editing' }).click()
  await canceling.getByLabel('Reason').fill('Reported twice: see the other ticket.')
  await canceling.getByRole('button', { name: 'Cancel the ticket' }).click()
  await canceling.waitFor({ state: 'detached' })
  await status('canceled').waitFor()
  expect(await steps().count()).toBe(0)
  const { body } = await operator.get(`/api/tickets/${second}/`)
  expect([body.status, body.clear_code]).toEqual(['canceled', null])
})

test('Where somebody was quicker, the dialog says so and nothing is sent', async () => {
  await openLive(`/desk/${third}`)
  await button('Ask the operator').click()
  const asking = dialog('Defer the ticket with a question')
  await asking.getByLabel('Question').fill('Which contract?')
  await page.route('**/v1/live', (route) => route.abort())
  await ground.api.post(`/v1/service-tickets/${third}/events`, { status: 'cleared', clearCode: 'other_cust' })
  await asking.getByRole('button', { name: 'Defer' }).click()
  await asking.getByText('Somebody was quicker').waitFor()
  await asking.getByText(/is cleared/).waitFor()
  await expectFit(page, 'partner-desk-quicker')
  await page.unroute('**/v1/live')
  await page.keyboard.press('Escape')
  await dialog('Leave without saving?').getByRole('button', { name: 'Discard' }).click()
  await status('cleared').waitFor()
})

test('A ticket is opened for a partner who calls; one that is there already is named', async () => {
  await page.goto('/desk')
  await main().getByRole('link', { name: 'New ticket' }).click()
  await button('Open the ticket').click()
  await main().getByText('Choose a service').waitFor()
  const service = main().getByRole('combobox', { name: 'Service' })
  /** What is chosen already stays on the list. */
  const choose = async (uuid: string, shown: number) => {
    await service.click()
    await service.fill(uuid)
    const found = page.getByRole('option', { name: /Fibre/ })
    await expect.poll(() => found.count(), { timeout: 10_000 }).toBe(shown)
    await found.last().click()
  }
  await choose('m9fd0s1e', 1)
  await main().getByLabel('Category').selectOption('synchro')
  await main()
    .getByLabel('Diagnostic run')
    .selectOption(runs[2] ?? '')
  await main().getByLabel('Description').fill('No light at all.')
  await main().getByLabel('Contact’s first name').fill('Lin')
  await main().getByLabel('Contact’s last name').fill('Ode')
  await main().getByLabel('Contact’s e-mail').fill('lin@alpha.example.com')
  await button('Open the ticket').click()
  await main().getByText('There is an open ticket already').waitFor()
  await main()
    .getByRole('link', { name: `Go on in ${third}` })
    .waitFor()
  await expectFit(page, 'partner-desk-new')
  await choose('q2xw8c5r', 2)
  await main()
    .getByLabel('Diagnostic run')
    .selectOption(runs[3] ?? '')
  await button('Open the ticket').click()
  await page.getByRole('heading', { level: 1, name: /^Synchronisation on S/ }).waitFor()
  await timeline().getByText('North Desk').waitFor()
})

test('DX33 · an issue is made of a ticket; once it is resolved there, the desk is asked for a code', async () => {
  const connection = { provider: 'jira', config: jiraConfig(jira), destination: {} }
  expect((await ground.api.post('/v1/connections', connection)).status).toBeLessThan(300)
  await openLive(page.url())
  await main()
    .getByRole('button', { name: /^Create an issue in/u })
    .click()
  const facts = main().getByRole('complementary', { name: 'Facts' })
  await facts.getByRole('link', { name: 'INFRA-1' }).waitFor()
  await button('Sync now').waitFor()
  for (const name of ['In Progress', 'Done']) jira.team.transition('INFRA-1', name)
  await button('Sync now').click()
  await main().getByText('The tracker says resolved: clear it with a code').waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectFit(page, 'partner-desk-forwarded')
  await button('Clear with a code').click()
  await dialog('Clear the ticket with a code').getByRole('button', { name: 'Back' }).click()
})

test('The list of all tickets, and every link to one of a partner, leads to the desk', async () => {
  await page.goto('/tickets?type=service')
  const link = page.getByRole('region', { name: 'Tickets' }).getByRole('link').first()
  const alias = await link.textContent()
  await link.click()
  await page.waitForURL(`**/desk/${alias}`)
  await page.goto(`/tickets/${alias}`)
  await page.waitForURL(`**/desk/${alias}`)
  await steps().first().waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
