import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { alarm, ruleBody } from '../setup/alarm-rules.ts'
import type { Api } from '../setup/api.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page
let noc: Api

beforeAll(async () => {
  jira = await startJira()
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
  await ground.api.post('/v1/connections', { provider: 'jira', config: jiraConfig(jira), destination: {} })
  const { body } = await ground.api.post('/v1/tokens', { name: 'North NOC', scopes: ['alarms:write'] })
  noc = ground.as(body.token)
  for (const site of ['Oslo', 'Oslo', 'Bergen']) await noc.post('/v1/alarms', alarm({ site }))
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

const main = () => page.getByRole('main')
const save = () => main().getByRole('button', { name: 'Save rule' })
const dismiss = () => page.getByRole('button', { name: 'Dismiss' }).first().click()
const switchOf = (name: string) => main().getByRole('switch', { name: `${name} is on` })

/** Waits until the page hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

test('Without rules the page says what one does, and offers the first', async () => {
  await page.goto('/recommendations')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alarm rules' }).click()
  await page.getByText('No rules yet').waitFor()
  await expectFit(page, 'alarm-rules-none')
  await main().getByRole('link', { name: 'Add rule' }).click()
  await page.getByRole('heading', { level: 1, name: 'New alarm rule' }).waitFor()
})

test('What is missing stands beside its field', async () => {
  await main().getByLabel('Raised for at least').fill('')
  await save().click()
  await main().getByText('A name: tickets say which rule created them').waitFor()
  await main()
    .getByText(/^At least one condition, or a source/u)
    .waitFor()
  await main().getByText('Choose one of Low, Medium, High').first().waitFor()
  await expectFit(page, 'alarm-rule-refused')
})

test('The preview follows what is typed, with what matches now and into how many tickets it would go', async () => {
  await main().getByRole('textbox', { name: 'Name' }).fill('Sites')
  await main().getByLabel('Label of condition 1').fill('site')
  await page.keyboard.press('Escape')
  await main().getByLabel('Value of condition 1').fill('Oslo*')
  await main().getByText('2 alarms raised now without a ticket: 2 tickets.').waitFor()
  await main().getByLabel('Value of condition 1').fill('*')
  await main().getByText('3 alarms raised now without a ticket: 3 tickets.').waitFor()
  const group = main().getByLabel('One ticket for all that have the same')
  await group.fill('site')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await main().getByText('3 alarms raised now without a ticket: 2 tickets.').waitFor()
  await main().getByLabel('Raised for at least').fill('0')
  await main().getByRole('radiogroup', { name: 'Priority' }).getByText('High').click()
  await main().getByLabel('Urgency').selectOption('High')
  await main().getByLabel('Technical Impact').selectOption('Medium')
  expect(await main().getByText('Nothing was saved').count()).toBe(0)
  await expectFit(page, 'alarm-rule-new')
})

test('Saving acts on nothing that is there; an alarm that comes gets its ticket by itself', async () => {
  await save().click()
  await page.getByText('The rule Sites is saved.').waitFor()
  await dismiss()
  await main().getByRole('button', { name: 'Apply to 3 alarms now' }).waitFor()
  const { body } = await noc.post('/v1/alarms', alarm({ site: 'Voss' }))
  await openLive(`/alarms/${body.items[0].id}`)
  await main().getByRole('region', { name: 'Ticket' }).getByRole('link', { name: /^CT-/u }).click()
  await main().getByText('Created by rule “Sites”.').waitFor()
  const { body: alarms } = await ground.api.get('/v1/alarms?ticket=none')
  expect(alarms.items).toHaveLength(3)
})

test('What is there is given to the rule when asked for, and asked once in numbers', async () => {
  await page.goto('/workspace/adminsettings/alarm-rules')
  await main().getByRole('link', { name: 'Sites' }).click()
  await main().getByRole('button', { name: 'Apply to 3 alarms now' }).click()
  const asked = page.getByRole('dialog', { name: 'Apply “Sites” to 3 alarms?' })
  await expectFit(page, 'alarm-rule-apply')
  await asked.getByRole('button', { name: 'Create 2 tickets' }).click()
  await page.getByText('3 alarms given to Sites.').waitFor()
  await dismiss()
  await main()
    .getByText(/^No alarm that is raised now/u)
    .waitFor()
  await expect.poll(async () => (await ground.api.get('/v1/alarms?ticket=none')).body.items.length).toBe(0)
  expect((await ground.api.get('/v1/tickets?type=alarm')).body.items).toHaveLength(3)
})

test('A later alarm joins, and the ticket says so', async () => {
  const { body } = await noc.post('/v1/alarms', alarm({ site: 'Voss' }, { elementName: 'Late router' }))
  await openLive(`/alarms/${body.items[0].id}`)
  await main().getByRole('region', { name: 'Ticket' }).getByRole('link', { name: /^CT-/u }).click()
  await main().getByText('The alarm “Late router: Link down” joined this ticket.').waitFor()
  await expectFit(page, 'ticket-joined')
})

test('An alarm that waits says for which rule and until when', async () => {
  const body = ruleBody({ name: 'Patient', source: 'North NOC', waitSeconds: 3_600 })
  expect((await ground.api.post('/v1/alarm-rules', body)).status).toBe(201)
  const { body: taken } = await noc.post('/v1/alarms', alarm())
  await page.goto(`/alarms/${taken.items[0].id}`)
  await main().getByText('A rule creates its ticket').waitFor()
  await main().getByRole('link', { name: 'Patient' }).waitFor()
  await expectFit(page, 'alarm-awaits')
})

test('Rules are put in order by the keyboard, switched off with a question, and kept in that order', async () => {
  await openLive('/workspace/adminsettings/alarm-rules')
  await expectFit(page, 'alarm-rules')
  const up = main().getByRole('button', { name: 'Move Patient up' })
  await up.focus()
  await page.keyboard.press('Enter')
  const names = () =>
    main()
      .getByRole('link', { name: /^(?:Sites|Patient)$/u })
      .allTextContents()
  await expect.poll(names).toEqual(['Patient', 'Sites'])
  expect(await up.evaluate((button) => button === document.activeElement)).toBe(true)
  await expect
    .poll(async () =>
      (await ground.api.get('/v1/alarm-rules')).body.items.map(({ name }: { name: string }) => name),
    )
    .toEqual(['Patient', 'Sites'])
  await switchOf('Patient').click({ force: true })
  const asked = page.getByRole('dialog', { name: 'Switch off “Patient”?' })
  await asked.getByText('1 alarm waiting for it').waitFor()
  await asked.getByRole('button', { name: 'Switch off' }).click()
  await asked.waitFor({ state: 'detached' })
  await expect.poll(() => switchOf('Patient').isChecked()).toBe(false)
})

test('A rule that cannot create tickets shows why, on its line and its page', async () => {
  const [connection] = (await ground.api.get('/v1/connections')).body.items
  await ground.api.post(`/v1/connections/${connection.id}/disconnect`, { oldTickets: 'stop' })
  await noc.post('/v1/alarms', alarm({ site: 'Bodø' }))
  await main().getByText('Cannot create tickets').waitFor()
  await expectFit(page, 'alarm-rules-problem')
  await main().getByRole('link', { name: 'Sites' }).click()
  await main().getByText('The rule cannot create tickets').waitFor()
  await expectFit(page, 'alarm-rule-problem')
})

test('Leaving with changes asks; deleting says what stays', async () => {
  await main().getByRole('textbox', { name: 'Name' }).fill('Other')
  await page.getByRole('link', { name: 'Alarm rules' }).first().click()
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByText('Keep editing').click()
  await main().getByRole('button', { name: 'Delete rule' }).click()
  const asked = page.getByRole('dialog', { name: 'Delete “Sites”?' })
  await asked.getByText(/tickets that it has created stay/u).waitFor()
  await asked.getByRole('button', { name: 'Delete rule' }).click()
  await page.getByText('The rule Sites is deleted.').waitFor()
  await main().getByRole('link', { name: 'Patient' }).waitFor()
  expect(await main().getByRole('link', { name: 'Sites' }).count()).toBe(0)
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
