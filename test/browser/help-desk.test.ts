import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { addEntry } from '../setup/help-desk.ts'
import { jiraConfig } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page
let instance: string

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
const table = () => page.getByRole('region', { name: 'Tickets of the help desk' })
const box = () => main().getByRole('region', { name: 'Jira' })
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
const actions = () => main().getByRole('list', { name: 'Actions' })
const composer = () => main().getByRole('form', { name: 'New action' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })

/** Opens a page, and waits until it hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

/** Types into a choice that is looked up, and takes what is found. */
async function pick(label: string, name: string): Promise<void> {
  const field = main().getByRole('combobox', { name: label })
  await field.click()
  await field.fill(name)
  await page.getByRole('option', { name, exact: true }).click()
}

async function write(text: string, visibility: string): Promise<void> {
  await composer().getByLabel('New action').fill(text)
  await composer().getByText(visibility, { exact: true }).click()
  await composer().getByRole('button', { name: 'Add action' }).click()
}

const commentsIn = () => [...jira.state.issues.values()].flatMap((issue) => JSON.stringify(issue.comments))

test('Without tickets the page says what the help desk is for, and its first step creates one', async () => {
  await page.goto('/recommendations')
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Help desk', exact: true })
    .click()
  await page.getByText('No tickets of the help desk yet').waitFor()
  await expectFit(page, 'help-desk-none')
  await main().getByRole('link', { name: 'Create the first ticket' }).click()
  await heading('New help-desk ticket').waitFor()
})

test('A ticket is created with fields of every kind; what is wrong is said at its field', async () => {
  const product = await addEntry(ground.api, 'products', { name: 'Portal' })
  await addEntry(ground.api, `products/${product}/versions`, { name: '4.2' })
  await addEntry(ground.api, 'customers', { name: 'ACME Ltd' })
  for (const field of [
    { name: 'Impact', kind: 'option', options: ['Low', 'High'] },
    { name: 'Areas', kind: 'options', options: ['Billing', 'Login'] },
    { name: 'Region', kind: 'cascading', options: ['Europe > France', 'Europe > Spain', 'Antarctica'] },
    { name: 'Promised on', kind: 'date' },
    { name: 'Seats', kind: 'number' },
    { name: 'Contact', kind: 'user' },
  ]) {
    await addEntry(ground.api, 'fields', field)
  }
  await page.goto('/help-desk/new')
  await main()
    .getByLabel('Description')
    .fill('Since **this morning**:\n\n- the page stays white\n- [log](https://example.com/log)')
  await button('Create').click()
  await main().getByText('Needed', { exact: true }).waitFor()
  await main().getByLabel('Title').fill('Nobody can sign in')
  await main().getByLabel('Type').selectOption('Problem')
  await pick('Product', 'Portal')
  await pick('Reported version', '4.2')
  await pick('Customer', 'ACME Ltd')
  await main().getByLabel('Assigned to').fill('Ada')
  await main().getByLabel('Impact').selectOption('High')
  await pick('Areas', 'Login')
  await page.keyboard.press('Escape')
  await main().getByRole('combobox', { name: 'Region', exact: true }).selectOption('Europe')
  await main().getByRole('combobox', { name: 'Region, below Europe' }).selectOption('Spain')
  await main().getByLabel('Promised on').fill('2026-12-24')
  await main().getByLabel('Contact').fill('Mara')
  await main().getByLabel('Seats').fill('twelve')
  await button('Create').click()
  await main().getByText('a number, like 12 or 1.5').waitFor()
  await expectFit(page, 'help-desk-new')
  await main().getByLabel('Seats').fill('12')
  await button('Create').click()
  await heading('Nobody can sign in').waitFor()
  const facts = (await main().getByRole('complementary', { name: 'Facts' }).textContent()) ?? ''
  for (const fact of [
    'Problem',
    'Portal',
    '4.2',
    'ACME Ltd',
    'Ada',
    'High',
    'Login',
    'Europe › Spain',
    '12',
    'Mara',
  ]) {
    expect(facts).toContain(fact)
  }
  await main().getByText('the page stays white').waitFor()
  expect(await main().getByRole('link', { name: 'log', exact: true }).getAttribute('rel')).toContain(
    'noopener',
  )
})

test('C38 · without an instance there is no Jira box; leaving with something typed asks', async () => {
  expect(await box().count()).toBe(0)
  await composer().getByLabel('New action').fill('Half a thought')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tickets' }).click()
  await dialog('Leave without saving?').getByRole('button', { name: 'Keep editing' }).click()
  await composer().getByLabel('New action').fill('')
})

test('C1, CX25 · the new issue is shown value by value, with what Jira requires; bad input is said at its field', async () => {
  const connection = { provider: 'jira', config: jiraConfig(jira), destination: {} }
  instance = (await ground.api.post('/v1/connections', connection)).body.id
  const settings = { defaultProjectKey: 'INFRA', alwaysDefault: true, includeNonRequired: true, files: true }
  expect((await ground.api.patch(`/v1/instances/${instance}`, { settings })).status).toBe(200)
  const { body: lists } = await ground.api.get('/v1/help-desk/fields')
  const impact = lists.items.find(({ name }: { name: string }) => name === 'Impact')
  await ground.api.post(`/v1/instances/${instance}/mappings`, {
    hubField: `field:${impact.id}`,
    fieldName: 'Impact',
  })
  jira.state.projects[0]?.requiredFields.push({
    id: 'customfield_10107',
    name: 'Seats',
    kind: 'number',
  } as never)
  await openLive('/help-desk/CT-1')
  await box().getByText('This ticket has no issue.').waitFor()
  await main()
    .getByText(/a change there comes back/)
    .first()
    .waitFor()
  await expectFit(page, 'help-desk-unlinked')
  await box().getByRole('button', { name: 'Create issue' }).click()
  const preview = dialog('Create an issue for CT-1')
  await preview.getByText('Jira requires these as well').waitFor()
  await expectFit(page, 'help-desk-preview')
  await preview.getByRole('button', { name: 'Create issue' }).click()
  await preview.getByLabel('Seats').and(page.locator('[aria-invalid=true]')).waitFor()
  await preview.getByLabel('Seats').fill('12')
  await preview.getByRole('button', { name: 'Create issue' }).click()
  await preview.waitFor({ state: 'detached' })
  await box().getByRole('link', { name: 'INFRA-1' }).waitFor()
  expect(jira.state.issues.size).toBe(1)
  jira.state.projects[0]?.requiredFields.splice(0)
})

test('C15, CX11 · who will read an action is said first: internal stays, public becomes a comment', async () => {
  await composer().getByText('Only people of the help desk read it. It stays here').waitFor()
  await write('Between **us**', 'Internal')
  await actions().getByText('Between us').waitFor()
  await composer().getByText('Public', { exact: true }).click()
  await composer().getByText('It becomes a comment of INFRA-1').waitFor()
  await composer()
    .locator('input[data-files]')
    .setInputFiles({
      name: 'trace.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a trace'),
    })
  await write('We look into it. <img src=x onerror=alert(1)>', 'Public')
  const said = actions().getByRole('article').filter({ hasText: 'We look into it' })
  await said.getByText('Written').waitFor()
  expect(commentsIn().join()).toContain('We look into it')
  expect(commentsIn().join()).not.toContain('Between')
  expect(await main().locator('img').count()).toBe(0)
})

test('C11, C13 · a comment of the issue comes here as an action; a restricted one does not', async () => {
  jira.team.comment('INFRA-1', 'Only for administrators', { role: 'Administrators' })
  jira.team.comment('INFRA-1', 'We found the cause')
  await box().getByRole('button', { name: 'Sync now' }).click()
  const came = actions().getByRole('article').filter({ hasText: 'We found the cause' })
  await came.getByText('from Jira').waitFor()
  expect(await actions().getByText('Only for administrators').count()).toBe(0)
  await came.getByRole('button', { name: /^Edit/ }).click()
  await main().getByText('its words stay').waitFor()
  await main()
    .getByRole('form', { name: /^Edit the/ })
    .getByText('Public', { exact: true })
    .click()
  await main()
    .getByRole('form', { name: /^Edit the/ })
    .getByRole('button', { name: 'Save' })
    .click()
  await came.getByText('Public', { exact: true }).waitFor()
  await expectFit(page, 'help-desk-linked')
})

test('An action that somebody else edited meanwhile is not overwritten unseen', async () => {
  const path = '/v1/support-tickets/CT-1/actions'
  const { body } = await ground.api.post(path, { typeName: 'Phone', text: 'They called\nat noon' })
  const called = actions().getByRole('article').filter({ hasText: 'They called' })
  await called.locator('br').waitFor({ state: 'attached' })
  await called.getByRole('button', { name: /^Edit/ }).click()
  await ground.api.patch(`${path}/${body.id}`, { text: 'They called at one' })
  const form = main().getByRole('form', { name: 'Edit the Phone of' })
  await form.getByLabel('Text').fill('They wrote')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Somebody was quicker').waitFor()
  await form.getByText('They called at one', { exact: true }).waitFor()
  await form.getByRole('button', { name: 'Save' }).click()
  await actions().getByText('They wrote', { exact: true }).waitFor()
})

test('C6, C32 · the issue’s status is seen here, with what it means', async () => {
  await addEntry(ground.api, 'statuses', { name: 'In Progress', category: 'Active' })
  jira.team.transition('INFRA-1', 'In Progress')
  await box().getByRole('button', { name: 'Sync now' }).click()
  await box().getByText('In Progress', { exact: true }).waitFor()
  await box().getByText('means Active').waitFor()
})

test('What of a comment could not be carried over is said; an action is deleted after a question', async () => {
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: 'With a picture' }] },
    { type: 'mediaSingle', content: [{ type: 'media', attrs: { type: 'file', id: 'f1', collection: '' } }] },
  ]
  jira.team.comment('INFRA-1', { version: 1, type: 'doc', content } as never)
  await box().getByRole('button', { name: 'Sync now' }).click()
  const came = actions().getByRole('article').filter({ hasText: 'With a picture' })
  await came.getByText('What could not be carried over from Jira').waitFor()
  await came.getByRole('button', { name: /^Delete/ }).click()
  const question = dialog('Delete this Comment?')
  await question.getByText('Its comment in Jira stays').waitFor()
  await question.getByRole('button', { name: 'Delete' }).click()
  await came.waitFor({ state: 'detached' })
})

test('Facts are changed in their place; who was quicker is named, and nothing is overwritten unseen', async () => {
  await main().getByRole('button', { name: 'Change the priority' }).click()
  const form = main().getByRole('form', { name: 'Change the priority' })
  await ground.api.patch('/v1/support-tickets/CT-1', { assignee: 'Grace' })
  await form.getByLabel('Priority').selectOption('High')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Somebody was quicker').waitFor()
  await form.getByText(/Assigned to: “Ada” → “Grace”/).waitFor()
  await expectFit(page, 'help-desk-conflict')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  expect((await ground.api.get('/v1/support-tickets/CT-1')).body).toMatchObject({
    priority: 'high',
    assignee: 'Grace',
  })
})

test('A long text in a fact is not given up by a key alone', async () => {
  await main().getByRole('button', { name: 'Change the field Contact' }).click()
  const form = main().getByRole('form', { name: 'Change the field Contact' })
  const words = 'Mara in the morning, and whoever is at the gate after lunch, please'
  await form.getByLabel('Contact').fill(words)
  await page.keyboard.press('Escape')
  await dialog('Leave without saving?').getByRole('button', { name: 'Keep editing' }).click()
  expect(await form.getByLabel('Contact').inputValue()).toBe(words)
  await form.getByLabel('Contact').fill('Nobody')
  await form.getByLabel('Contact').press('Escape')
  await form.waitFor({ state: 'detached' })
})

test('Files are added, taken down and deleted', async () => {
  await main().getByRole('tab', { name: 'Files' }).click()
  const files = page.getByRole('region', { name: 'Files' })
  await files.getByRole('link', { name: 'trace.txt' }).waitFor()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Add files').click()])
  await chooser.setFiles({ name: 'päge.html', mimeType: 'text/html', buffer: Buffer.from('<script>') })
  const row = files.getByRole('row', { name: 'päge.html' })
  await row.getByText('Internal').waitFor()
  await expectFit(page, 'help-desk-files')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('link', { name: 'trace.txt' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('trace.txt')
  await row.getByRole('button', { name: 'Delete päge.html' }).click()
  await dialog('Delete “päge.html”?').getByRole('button', { name: 'Delete' }).click()
  await row.waitFor({ state: 'detached' })
})

test('C56 · the history tells what happened with the reasons, and comes as CSV', async () => {
  await main().getByRole('tab', { name: 'History' }).click()
  await main()
    .getByText(/Priority: “medium” → “high”/i)
    .waitFor()
  await expectFit(page, 'help-desk-history')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    main().getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toContain('CT-1')
})

test('CX13 · unlinking says what will happen; the issue stays, and the ticket goes on', async () => {
  await main().getByRole('tab', { name: 'Actions' }).click()
  await box().getByRole('button', { name: 'Unlink' }).click()
  await dialog('Unlink CT-1 from INFRA-1?').getByText('INFRA-1 stays in Jira').waitFor()
  await dialog('Unlink CT-1 from INFRA-1?').getByRole('button', { name: 'Unlink' }).click()
  await box().getByText('This ticket has no issue.').waitFor()
  expect(jira.state.issues.size).toBe(1)
})

test('C2, C65 · an existing issue is found by words and linked once it is confirmed', async () => {
  await box().getByRole('button', { name: 'Link existing issue' }).click()
  const linking = dialog('Link CT-1 to an issue')
  await linking.getByLabel('Issue', { exact: true }).fill('zebra')
  await linking.getByText('Jira has no issue that fits').waitFor()
  await linking.getByLabel('Issue', { exact: true }).fill('sign in')
  await linking.getByRole('radio', { name: /INFRA-1/ }).check()
  await linking.getByText('No field of CT-1 is sent').waitFor()
  await expectFit(page, 'help-desk-link')
  await linking.getByRole('button', { name: 'Link to INFRA-1' }).click()
  await box().getByRole('link', { name: 'INFRA-1' }).waitFor()
})

test('CX13 · another issue takes the place of the linked one, and that is said first', async () => {
  const { body } = await ground.api.post('/v1/tickets', {
    title: 'Certificates expire',
    description: 'All of them, next week.',
  })
  await expect
    .poll(async () => (await ground.api.get(`/v1/tickets/${body.id}`)).body.link?.issueKey)
    .toBe('INFRA-2')
  await box().getByRole('button', { name: 'Link another issue' }).click()
  const linking = dialog('Link CT-1 to an issue')
  await linking.getByLabel('Issue', { exact: true }).fill('INFRA-2')
  await linking.getByRole('radio', { name: /INFRA-2/ }).check()
  await linking.getByText('CT-1 is unlinked from INFRA-1 in the same step').waitFor()
  await linking.getByRole('button', { name: 'Link to INFRA-2' }).click()
  await box().getByRole('link', { name: 'INFRA-2' }).waitFor()
})

test('A tracker that is away is said in words, and what waits can be given up', async () => {
  await ground.api.post('/v1/support-tickets', { title: 'Slow reports' })
  jira.faults.rules.push({ effect: { status: 503 } })
  await openLive('/help-desk/CT-3')
  await box().getByRole('button', { name: 'Create issue' }).click()
  const preview = dialog('Create an issue for CT-3')
  await preview.getByText(/cannot be asked at the moment/).waitFor()
  await expectFit(page, 'help-desk-unreachable')
  await preview.getByRole('button', { name: 'Create issue' }).click()
  await preview.waitFor({ state: 'detached' })
  await main().getByRole('button', { name: 'Cancel the creation' }).click()
  await dialog('Cancel the creation?').getByText('goes on without an issue').waitFor()
  await dialog('Cancel the creation?').getByRole('button', { name: 'Cancel the creation' }).click()
  await box().getByText('This ticket has no issue.').waitFor()
  jira.faults.rules.length = 0
})

test('The list is narrowed in the address, follows what happens, and keeps its filters under a name', async () => {
  await openLive('/help-desk')
  await table().getByRole('row', { name: 'CT-1' }).getByRole('link', { name: 'INFRA-2' }).waitFor()
  await expectFit(page, 'help-desk-list')
  await page.getByRole('combobox', { name: 'Issue', exact: true }).selectOption('no')
  await page.getByText('1 ticket', { exact: true }).waitFor()
  expect(new URL(page.url()).search).toBe('?linked=no')
  await ground.api.post('/v1/support-tickets', { title: 'A third one' })
  await page.getByRole('button', { name: /1 new/ }).click()
  await table().getByRole('row', { name: 'A third one' }).waitFor()
  await button('Save these filters').click()
  await dialog('Save these filters').getByLabel('Name').fill('Not in Jira')
  await dialog('Save these filters').getByRole('button', { name: 'Save' }).click()
  await dialog('Save these filters').waitFor({ state: 'detached' })
  await main().getByRole('button', { name: 'Clear filters' }).click()
  await table().getByRole('row', { name: 'CT-1' }).waitFor()
  await page.getByRole('combobox', { name: 'Saved filters' }).selectOption('Not in Jira')
  await page.getByText('2 tickets', { exact: true }).waitFor()
  await main().getByRole('button', { name: 'Delete', exact: true }).click()
  await dialog('Delete the filter “Not in Jira”?').getByRole('button', { name: 'Delete' }).click()
  await dialog('Delete the filter “Not in Jira”?').waitFor({ state: 'detached' })
  await page.getByRole('searchbox', { name: 'Search the help desk' }).fill('nothing like it')
  await page.getByText('No ticket fits these filters').waitFor()
})

test('A filter that is looked up is chosen with the keyboard, which stays where it is', async () => {
  await page.goto('/help-desk')
  const product = main().getByRole('combobox', { name: 'Product' })
  await product.pressSequentially('Port')
  await page.getByRole('option', { name: 'Portal', exact: true }).waitFor()
  // The first one is “Without a product”.
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await product.press(key)
  await page.waitForURL('**/help-desk?productId=*')
  await page.getByText('1 ticket', { exact: true }).waitFor()
  expect(await product.inputValue()).toBe('Portal')
  expect(await product.evaluate((field) => field === document.activeElement)).toBe(true)
  await main().getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => product.inputValue()).toBe('')
})

test('The issue’s way back, the general list and the keys lead to the help desk’s page', async () => {
  await page.goto('/tickets/CT-1')
  await page.waitForURL('**/help-desk/CT-1')
  await page.goto('/tickets')
  await main().getByRole('link', { name: 'CT-1' }).click()
  await page.waitForURL('**/help-desk/CT-1')
  await page.goto('/tickets')
  await heading('Tickets').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await heading('Help desk').waitFor()
  await button('Which kind of ticket').click()
  await page.getByRole('link', { name: 'Help-desk ticket', exact: true }).click()
  await heading('New help-desk ticket').waitFor()
  await page.goto('/tickets')
  await heading('Tickets').waitFor()
  await page.keyboard.press('n')
  await heading('New help-desk ticket').waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
