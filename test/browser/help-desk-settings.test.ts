import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let labs: JiraSimulator
let ground: Ground
let page: Page

beforeAll(async () => {
  jira = await startJira()
  labs = await startJira({ edition: 'server' })
  ground = await startGround([new URL(jira.url).host, new URL(labs.url).host])
  page = ground.page
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
  await labs?.close()
})

const settings = '/workspace/adminsettings'
const main = () => page.getByRole('main')
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
const projectKey = () => main().getByRole('textbox', { name: 'Default Project KEY' })
const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true })
const rowOf = (table: string, name: string | RegExp) =>
  page.getByRole('region', { name: table, exact: true }).getByRole('row', { name })
const go = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()

/** A toast says so; dismissed, it hides nothing of the pictures. */
async function told(words: string): Promise<void> {
  await page.getByText(words).waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).first().click()
  await page.getByText(words).waitFor({ state: 'detached' })
}

test('Without Jira the pages say what to do first', async () => {
  await page.goto('/recommendations')
  await go('Integration: Jira')
  await main().getByText('Jira is not connected').waitFor()
  await expectFit(page, 'desk-jira-none')
  await go('Mappings')
  await main().getByRole('link', { name: 'Connect Jira' }).waitFor()
})

test('C21, C24, C30, C39 · connected, it is the instance “Default”, which keeps its name; its default key is saved', async () => {
  const config = jiraConfig(jira)
  await ground.api.post('/v1/connections', { provider: 'jira', config, destination: {} })
  await page.reload()
  await go('Integration: Jira')
  await main().getByRole('heading', { level: 2, name: 'Default' }).waitFor()
  const name = main().getByRole('textbox', { name: 'Instance Name' })
  expect([await name.inputValue(), await name.isDisabled()]).toEqual(['Default', true])
  await main().getByText('The instance “Default” keeps its name').waitFor()
  expect(await button(main(), 'Save').isDisabled()).toBe(true)

  // CX4
  await main().getByLabel('Always Use Default Project Key').check()
  await button(main(), 'Save').click()
  await main().getByText('A project key, because it is always to be used').waitFor()
  await expect.poll(() => projectKey().evaluate((node) => node === document.activeElement)).toBe(true)
  await projectKey().fill('1x')
  await button(main(), 'Save').click()
  await main().getByText('the part before the number in a key such as INFRA-12').waitFor()
  await expectFit(page, 'desk-jira-refused')
  await projectKey().fill('infra')
  await main().getByLabel('Always Use Default Project Key').uncheck()
  await button(main(), 'Save').click()
  await told('The settings of Default are saved.')
  await expect.poll(() => projectKey().inputValue()).toBe('INFRA')
})

test('C31–C38, CX10 · switches say what they do, and the dangerous one warns', async () => {
  await main().getByLabel('Use All Ticket Types').uncheck()
  await main().getByLabel('Problem', { exact: true }).check()
  await main().getByLabel('Action type to push to Jira as Comments').selectOption('Comment')
  await main().getByLabel('Pass actions on among tickets').check()
  await main().getByLabel('Also among tickets of different customers').check()
  await main().getByText('Customers may read what others wrote').waitFor()
  await expectFit(page, 'desk-jira')
  await main().getByLabel('Also among tickets of different customers').uncheck()
  await go('Mappings')
  await button(dialog('Leave without saving?'), 'Keep editing').click()
  await button(main(), 'Save').click()
  await told('The settings of Default are saved.')
  const { body } = await ground.api.get('/v1/instances')
  expect(body.items[0].settings).toMatchObject({
    defaultProjectKey: 'INFRA',
    alwaysDefault: false,
    amongTickets: true,
    amongCustomers: false,
  })
  expect([body.items[0].settings.typeIds.length, body.items[0].settings.actionTypeId]).toEqual([
    1,
    expect.any(String),
  ])
})

test('C14, C18–C20 · the guidance names the way in Jira', async () => {
  const topics = [
    ['Switch issue linking on in Jira', 'System > Issue Features > Issue Linking'],
    ['Give the integration user the Link Issues permission', 'In each of these schemes find Link Issues'],
    ['Keep a comment private in Jira', 'full edit mode'],
  ]
  for (const [title = '', words = ''] of topics) {
    await main().getByRole('button', { name: title }).click()
    await main().getByText(words).waitFor()
  }
  await main()
    .getByRole('button', { name: topics[0]?.[0] ?? '' })
    .click()
  await main().getByText('Quickest: on any page of Jira press').first().waitFor()
  await expectFit(page, 'desk-jira-guidance')
})

test('C22, C24 · a second instance, of a Data Center, is added by the same steps and has a name of its own', async () => {
  await button(main(), 'Add instance').click()
  const steps = dialog('Add an instance of Jira Cloud')
  await steps.getByLabel('Edition').selectOption('Server or Data Center')
  await steps.getByLabel('Jira URL').fill(labs.url)
  await steps.getByRole('textbox', { name: 'API Token', exact: true }).fill('jira-token')
  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill('jira-token')
  await steps.getByLabel('Default Project Key').fill('CLOUD')
  expect(await button(steps, 'Save as draft').count()).toBe(0)
  await button(steps, 'Next').click()
  await button(steps, 'Test Connection').click()
  await steps.getByText('The connection works').waitFor()
  await button(steps, 'Next').click()
  await button(steps, 'Next').click()
  await steps.getByLabel('Instance Name').fill('default')
  await button(steps, 'Save & Activate').click()
  await steps.getByText('A name that no other instance has').waitFor()
  expect(await steps.textContent()).not.toContain('jira-token')
  await expectFit(page, 'desk-jira-add')
  await steps.getByLabel('Instance Name').fill('Labs')
  await button(steps, 'Save & Activate').click()
  await told('Labs is active')
  await main().getByRole('heading', { level: 2, name: 'Labs' }).waitFor()
  const picker = main().getByLabel('Jira instance', { exact: true })
  expect(await picker.locator('option').allTextContents()).toEqual([
    `Default · ${new URL(jira.url).host}`,
    `Labs · ${new URL(labs.url).host}`,
  ])
  await main().getByRole('textbox', { name: 'Instance Name' }).fill('Field service')
  await button(main(), 'Save').click()
  await told('The settings of Field service are saved.')
  await expectFit(page, 'desk-jira-second')
  await page.goto(`${settings}/ticket-providers`)
  await main().getByRole('heading', { name: 'Field service: instance of the help desk' }).waitFor()
  await expectFit(page, 'desk-providers')
})

test('C40, C42, C43, C45, CX2 · a field is mapped by its name, with pairs and a default', async () => {
  await go('Mappings')
  await rowOf('Default mappings', /Product.*Project/).waitFor()
  await main().getByText('No custom mappings yet').waitFor()
  await expectFit(page, 'desk-mappings-none')
  await button(main(), 'Add Mapping').first().click()
  const form = dialog('Add Mapping')
  await form.getByLabel('Help desk field').selectOption({ label: 'Priority (one option)' })
  await form.getByText('Sent once, comes back when it changes in Jira.').waitFor()
  await form.getByLabel('Jira field').fill('Imp')
  await page.getByRole('option', { name: 'Impact' }).click()
  await form.getByText('In Jira: one option, customfield_10102.').waitFor()
  for (const [index, [here, there]] of Object.entries([
    ['high', 'High'],
    ['low', 'Low'],
  ])) {
    await button(form, 'Add value').click()
    await form.getByLabel(`Value ${Number(index) + 1} in the help desk`).fill(here ?? '')
    await form.getByLabel(`Value ${Number(index) + 1} in Jira`).fill(there ?? '')
  }
  await form.getByLabel('Default, where there is no value').selectOption('low')
  await expectFit(page, 'desk-mapping')
  await button(form, 'Save').click()
  await told('The mapping is saved.')
  await rowOf('Custom mappings', /Priority.*Impact.*high ↔ High/).waitFor()
})

test('CX23 · a name that two fields have is asked for, with their kinds; an unknown one is said beside the field', async () => {
  await button(main(), 'Add Mapping').click()
  const form = dialog('Add Mapping')
  await form.getByLabel('Help desk field').selectOption({ label: 'Customer (text, one line)' })
  await form.getByText('Sent once only.').waitFor()
  await form.getByLabel('Jira field').fill('severity')
  await button(form, 'Save').click()
  await form.getByText('the name of a field as the tracker writes it').waitFor()
  await form.getByLabel('Jira field').fill('Severity')
  await button(form, 'Save').click()
  await form.getByText('Several fields have this name').waitFor()
  await expectFit(page, 'desk-mapping-ambiguous')
  await form.getByLabel('Text, one line · customfield_10110').check()
  await button(form, 'Save').click()
  await told('The mapping is saved.')
  await rowOf('Custom mappings', /Customer.*Severity.*customfield_10110.*Sent once only/).waitFor()
})

test('C44, C46 · a ticket type is mapped; an “x” deletes a mapping, and says what stays', async () => {
  await button(main(), 'Add Mapping').click()
  const form = dialog('Add Mapping')
  await form.getByText('Ticket Type', { exact: true }).click()
  await form.getByRole('combobox', { name: 'Ticket type' }).selectOption('Problem')
  await form.getByLabel('Type of issue in Jira').fill('Bug')
  await button(form, 'Save').click()
  await told('The mapping is saved.')
  await rowOf('Custom mappings', /Ticket Type.*Problem.*Bug/).waitFor()
  await expectFit(page, 'desk-mappings')
  await button(main(), 'Delete Customer to Severity').click()
  const asked = dialog('Delete the mapping Customer to Severity?')
  await asked.getByText('What was sent to issues and taken over on tickets stays').waitFor()
  await button(asked, 'Delete mapping').click()
  await told('The mapping Customer to Severity is deleted.')
  expect(await rowOf('Custom mappings', /Severity/).count()).toBe(0)
})

test('C23, C47–C52 · a product gets its key and instance, and so does a version; the steps are explained with what holds here', async () => {
  await go('Products and versions')
  await main().getByText('No products yet').waitFor()
  await main().getByText('There are 2 instances: “Default” and “Field service”').waitFor()
  await expectFit(page, 'desk-products-none')
  await button(main(), 'Add product').first().click()
  const form = dialog('Add product')
  await form.getByLabel('Name').fill('Router')
  await form.getByLabel('Jira project key').fill('in fra')
  await form.getByLabel('Jira instance').selectOption('Field service')
  await button(form, 'Save').click()
  await form.getByText('the key of a project, like TEST').waitFor()
  await form.getByLabel('Jira project key').fill('cloud')
  await button(form, 'Save').click()
  await told('The product Router is saved.')
  await rowOf('Products', /Router.*CLOUD.*Field service/).waitFor()
  await button(main(), 'Versions of Router').click()
  const drawer = dialog('Versions of Router')
  await button(drawer, 'Add version').click()
  const version = dialog('Add version')
  await version.getByLabel('Name').fill('2.1')
  await page.keyboard.press('Escape')
  await button(dialog('Leave without saving?'), 'Keep editing').click()
  await version.getByLabel('Jira project key').fill('DATA')
  await button(version, 'Save').click()
  await told('The version 2.1 is saved.')
  await rowOf('Versions', /2\.1.*DATA.*the product’s/).waitFor()
  await expectFit(page, 'desk-versions')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await expectFit(page, 'desk-products')
})

test('Products are searched and removed with what it means in numbers', async () => {
  const { body: product } = await ground.api.post('/v1/help-desk/products', { name: 'Switch' })
  await ground.api.post('/v1/support-tickets', { title: 'Ports flap', productId: product.id })
  await main().getByLabel('Search products').fill('swi')
  await rowOf('Products', /Switch/).waitFor()
  await main().getByText('1 product', { exact: true }).waitFor()
  await button(main(), 'Remove Switch').click()
  const asked = dialog('Remove Switch?')
  await asked.getByText('1 ticket has it and keeps it').waitFor()
  await button(asked, 'Remove').click()
  await told('The product Switch is off the list.')
  await button(main(), 'Clear filters').click()
  await rowOf('Products', /Router/).waitFor()
})

test('Lists are put in order by keyboard, renamed and added to; the last of a list cannot go', async () => {
  await go('Help desk lists')
  await rowOf('Ticket types', /Question/).waitFor()
  await button(main(), 'Move Problem up').focus()
  await page.keyboard.press('Enter')
  await rowOf('Ticket types', /^1.*Problem/).waitFor()
  await expect
    .poll(async () => (await ground.api.get('/v1/help-desk/types')).body.items[0].name)
    .toBe('Problem')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Move Problem up',
  )
  await button(main(), 'Change Task').click()
  const form = dialog('Change Task')
  await form.getByLabel('Name').fill('problem')
  await button(form, 'Save').click()
  await form.getByText('a name that no other ticket type has').waitFor()
  await form.getByLabel('Name').fill('Chore')
  await button(form, 'Save').click()
  await told('The ticket type Chore is saved.')
  await expectFit(page, 'desk-lists')

  await main().getByRole('tab', { name: 'Statuses' }).click()
  await rowOf('Statuses', /Waiting.*Active/).waitFor()
  await main().getByRole('tab', { name: 'Custom fields' }).click()
  await main().getByText('No custom fields yet').waitFor()
  await button(main(), 'Add field').first().click()
  const field = dialog('Add field')
  await field.getByLabel('Name').fill('Region')
  await field.getByLabel('Kind').selectOption('Option and one below it')
  await field.getByLabel('Options').fill('Europe > France\nEurope > Spain')
  await expectFit(page, 'desk-field')
  await button(field, 'Save').click()
  await told('The field Region is saved.')
  await rowOf('Custom fields', /Region.*Option and one below it/).waitFor()

  await main().getByRole('tab', { name: 'Action types' }).click()
  for (const name of ['Description', 'Comment', 'Email']) {
    await button(main(), `Remove ${name}`).click()
    await button(dialog(`Remove ${name}?`), 'Remove').click()
    await told(`The action type ${name} is off the list.`)
  }
  await button(main(), 'Remove Phone').click()
  await button(dialog('Remove Phone?'), 'Remove').click()
  await dialog('Remove Phone?').getByText('is the last action type').waitFor()
  await expectFit(page, 'desk-last')
  await button(dialog('Remove Phone?'), 'Cancel').click()

  await main().getByRole('tab', { name: 'Customers' }).click()
  await main().getByText('No customers yet').waitFor()
  await button(main(), 'Add customer').first().click()
  await dialog('Add customer').getByLabel('Name').fill('ACME')
  await button(dialog('Add customer'), 'Save').click()
  await told('The customer ACME is saved.')
  await rowOf('Customers', /ACME/).waitFor()
  await expectFit(page, 'desk-customers')
})

test('C34, C42, CX22 · switched off, it says what waits and hides the mappings; switched on, it is caught up', async () => {
  await go('Integration: Jira')
  await main().getByRole('switch', { name: 'Synchronization Active' }).click()
  const asked = dialog('Switch synchronization of Default off?')
  await asked.getByText('Nothing is lost').waitFor()
  await expectFit(page, 'desk-sync-question')
  await button(asked, 'Switch off').click()
  await told('Synchronization of Default is off. Changes wait.')
  await main().getByText('Switched off', { exact: true }).waitFor()
  await page.getByText('Something waits', { exact: true }).waitFor()
  await expectFit(page, 'desk-jira-off')
  await go('Mappings')
  await main().getByText('Custom mappings show while synchronization is active').waitFor()
  await expectFit(page, 'desk-mappings-off')
  await go('Integration: Jira')
  await main().getByRole('switch', { name: 'Synchronization Active' }).click()
  await told('Synchronization of Default is on.')
  await main().getByText('Synchronizing', { exact: true }).waitFor()
  await go('Mappings')
  await rowOf('Custom mappings', /Priority.*Impact/).waitFor()
})

test('Jira that cannot be reached is said where it matters, with the way on', async () => {
  jira.faults.rules.push({ when: { path: '/rest/api/3/field' }, effect: { status: 503 } })
  await page.reload()
  await button(main(), 'Add Mapping').click()
  const form = dialog('Add Mapping')
  await form.getByText('Jira’s fields could not be read').waitFor()
  await expectFit(page, 'desk-mapping-unread')
  jira.faults.rules.length = 0
  await button(form, 'Try again').click()
  await form.getByText('Jira’s fields could not be read').waitFor({ state: 'detached' })
  await button(form, 'Cancel').click()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
